package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/** Protects what we send. Not thread-safe; owned by the thread that sends. */
public final class OutboundSrtp {

    private static final int RTP_SSRC_OFFSET = 8;
    private static final int RTCP_SSRC_OFFSET = 4;

    private final SrtpContextFactory factory;
    private final SsrcTable<SrtpCryptoContext> streams = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final SsrcTable<SrtcpCryptoContext> reports = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final PacketOctets octets = new PacketOctets();

    /** With the server's keys: DTLS is always answered by us. */
    public static OutboundSrtp server(SrtpKeys keys) {
        return new OutboundSrtp(SrtpContexts.factory(true, keys.serverKey(), keys.serverSalt(), keys.profile()));
    }

    /** With the client's keys: how a browser protects. */
    public static OutboundSrtp client(SrtpKeys keys) {
        return new OutboundSrtp(SrtpContexts.factory(true, keys.clientKey(), keys.clientSalt(), keys.profile()));
    }

    private OutboundSrtp(SrtpContextFactory factory) {
        this.factory = factory;
    }

    /** Turns an RTP packet between position and limit into SRTP in place, growing behind the limit; false if refused. */
    public boolean protectRtp(ByteBuffer packet) {
        try {
            SrtpCryptoContext context = stream(packet.getInt(packet.position() + RTP_SSRC_OFFSET));
            if (context == null) {
                return false;
            }
            octets.lend(packet);
            SrtpErrorStatus status = context.transformPacket(octets);
            octets.giveBack(packet);
            return status == SrtpErrorStatus.OK;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cipher failed", broken);
        }
    }

    /** The same for a compound RTCP packet. */
    public boolean protectRtcp(ByteBuffer packet) {
        try {
            SrtcpCryptoContext context = report(packet.getInt(packet.position() + RTCP_SSRC_OFFSET));
            if (context == null) {
                return false;
            }
            octets.lend(packet);
            SrtpErrorStatus status = context.transformPacket(octets);
            octets.giveBack(packet);
            return status == SrtpErrorStatus.OK;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cipher failed", broken);
        }
    }

    private @Nullable SrtpCryptoContext stream(int ssrc) throws GeneralSecurityException {
        SrtpCryptoContext context = streams.get(ssrc);
        if (context == null && !streams.isFull()) {
            context = factory.deriveContext(ssrc, 0);
            streams.put(ssrc, context);
        }
        return context;
    }

    private @Nullable SrtcpCryptoContext report(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = reports.get(ssrc);
        if (context == null && !reports.isFull()) {
            context = factory.deriveControlContext(ssrc);
            reports.put(ssrc, context);
        }
        return context;
    }
}
