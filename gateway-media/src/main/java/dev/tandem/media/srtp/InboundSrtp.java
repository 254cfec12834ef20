package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;

/** Checks and decrypts what we receive. Not thread-safe; owned by the loop that receives. */
public final class InboundSrtp {

    /** What became of a packet. */
    public enum Outcome {
        /** Authentic and decrypted in place. */
        PLAIN,
        /** Tampered with, for other keys, or no such packet at all. */
        NOT_AUTHENTIC,
        /** Seen before, or too old to know (RFC 3711, section 3.3.2). */
        REPLAYED,
        /** Authentic, but of one stream more than a session may have. */
        TOO_MANY_STREAMS
    }

    private static final int RTP_OCTETS_MIN = 12;
    private static final int RTP_SSRC_OFFSET = 8;
    private static final int RTCP_OCTETS_MIN = 8;
    private static final int RTCP_SSRC_OFFSET = 4;

    private final SrtpStream.Keying keying;
    private final SrtpContextFactory factory;
    private final SsrcTable<SrtpStream> streams = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final SsrcTable<SrtcpCryptoContext> reports = new SsrcTable<>(SrtpContexts.SSRCS_MAX);
    private final PacketOctets octets = new PacketOctets();
    private final SrtpProfile profile;
    private final KeyIdentifier identifier;

    /** With the client's keys: what the browser protects. */
    public static InboundSrtp server(SrtpKeys keys) {
        return new InboundSrtp(keys.clientKey(), keys.clientSalt(), keys.profile(), KeyIdentifier.NONE);
    }

    static InboundSrtp client(SrtpKeys keys) {
        return new InboundSrtp(keys.serverKey(), keys.serverSalt(), keys.profile(), KeyIdentifier.NONE);
    }

    /** With the peer's key of a description. */
    public static InboundSrtp of(SdesKey theirs) {
        return new InboundSrtp(theirs.key(), theirs.salt(), theirs.profile(), theirs.identifier());
    }

    private InboundSrtp(byte[] key, byte[] salt, SrtpProfile profile, KeyIdentifier identifier) {
        this.profile = profile;
        this.identifier = identifier;
        keying = SrtpStream.keying(false, key, salt, profile);
        factory = SrtpContexts.factory(false, key, salt, profile);
    }

    /** Turns SRTP between position and limit into RTP in place. */
    public Outcome unprotectRtp(ByteBuffer packet) {
        if (packet.remaining() < RTP_OCTETS_MIN || !identifier.takeOut(packet, profile.tagOctets())) {
            return Outcome.NOT_AUTHENTIC;
        }
        try {
            int ssrc = packet.getInt(packet.position() + RTP_SSRC_OFFSET);
            SrtpStream known = streams.get(ssrc);
            if (known == null && streams.isFull()) {
                return Outcome.TOO_MANY_STREAMS;
            }
            SrtpStream stream = known != null ? known : keying.stream(ssrc);
            Outcome outcome = stream.unprotect(packet);
            if (known == null && outcome == Outcome.PLAIN) {
                // Only an authentic packet may claim a place: the header alone is anybody's.
                streams.put(ssrc, stream);
            }
            return outcome;
        } catch (GeneralSecurityException broken) {
            return Outcome.NOT_AUTHENTIC;
        }
    }

    /** The same for SRTCP. */
    public Outcome unprotectRtcp(ByteBuffer packet) {
        if (packet.remaining() < RTCP_OCTETS_MIN || !identifier.takeOut(packet, profile.controlTagOctets())) {
            return Outcome.NOT_AUTHENTIC;
        }
        try {
            int ssrc = packet.getInt(packet.position() + RTCP_SSRC_OFFSET);
            SrtcpCryptoContext known = reports.get(ssrc);
            if (known == null && reports.isFull()) {
                return Outcome.TOO_MANY_STREAMS;
            }
            SrtcpCryptoContext context = known != null ? known : factory.deriveControlContext(ssrc);
            octets.lend(packet);
            SrtpErrorStatus status = context.reverseTransformPacket(octets);
            octets.giveBack(packet);
            if (known == null && status == SrtpErrorStatus.OK) {
                reports.put(ssrc, context);
            }
            return outcome(status);
        } catch (GeneralSecurityException broken) {
            return Outcome.NOT_AUTHENTIC;
        }
    }

    static Outcome outcome(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> Outcome.PLAIN;
            case REPLAY_FAIL, REPLAY_OLD -> Outcome.REPLAYED;
            case FAIL, AUTH_FAIL, INVALID_PACKET -> Outcome.NOT_AUTHENTIC;
        };
    }
}
