package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/** Protects what we send. Not thread-safe; owned by the thread that sends. */
public final class OutboundSrtp {

    private static final int RTP_SSRC_OFFSET = 8;
    private static final int RTCP_SSRC_OFFSET = 4;

    private final SrtpStream.Keying keying;
    private final SrtpContextFactory factory;
    private final SsrcTable<SrtpStream> streams = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final SsrcTable<SrtcpCryptoContext> reports = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final PacketOctets octets = new PacketOctets();

    /** With the server's keys: DTLS is always answered by us. */
    public static OutboundSrtp server(SrtpKeys keys) {
        return new OutboundSrtp(keys.serverKey(), keys.serverSalt(), keys.profile());
    }

    /** With the client's keys: how a browser protects. */
    public static OutboundSrtp client(SrtpKeys keys) {
        return new OutboundSrtp(keys.clientKey(), keys.clientSalt(), keys.profile());
    }

    /** With our own key of a description. */
    public static OutboundSrtp of(SdesKey ours) {
        return new OutboundSrtp(ours.key(), ours.salt(), ours.profile());
    }

    private OutboundSrtp(byte[] key, byte[] salt, SrtpProfile profile) {
        keying = SrtpStream.keying(true, key, salt, profile);
        factory = SrtpContexts.factory(true, key, salt, profile);
    }

    /** Turns an RTP packet between position and limit into SRTP in place, growing behind the limit; false if refused. */
    public boolean protectRtp(ByteBuffer packet) {
        try {
            SrtpStream stream = stream(packet.getInt(packet.position() + RTP_SSRC_OFFSET));
            return stream != null && stream.protect(packet);
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

    private @Nullable SrtpStream stream(int ssrc) throws GeneralSecurityException {
        SrtpStream stream = streams.get(ssrc);
        if (stream == null && !streams.isFull()) {
            stream = keying.stream(ssrc);
            streams.put(ssrc, stream);
        }
        return stream;
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
