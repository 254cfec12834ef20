package dev.tandem.media.conference;

import dev.tandem.media.offeranswer.Sdes;
import dev.tandem.media.srtp.InboundSrtp;
import dev.tandem.media.srtp.OutboundSrtp;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transport that encrypts what is sent on it and decrypts what came, once descriptions have agreed on keys (RFC 4568); before,
 * and where they never do, the transport as it is. Keys that stay keep their state: a packet index must not be used twice.
 *
 * <p>Owned by the leg's media loop.
 */
final class SrtpTransport implements RtpTransport {
    private static final int PACKET_OCTETS_MAX = 2_048;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RtpTransport transport;
    private ByteBuffer clear = NOTHING;
    private ByteBuffer received = NOTHING;
    private Sdes.@Nullable Agreed agreed;
    private @Nullable OutboundSrtp out;
    private @Nullable InboundSrtp in;

    SrtpTransport(RtpTransport transport) {
        this.transport = transport;
    }

    /** Follows what was agreed. */
    void keys(Optional<Sdes.Agreed> next) {
        Sdes.Agreed before = agreed;
        Sdes.Agreed now = next.orElse(null);
        if (now == null) {
            out = null;
            in = null;
        } else {
            if (before == null) {
                clear = ByteBuffer.allocate(PACKET_OCTETS_MAX);
                received = ByteBuffer.allocate(PACKET_OCTETS_MAX);
            }
            if (before == null || !before.ours().equals(now.ours())) {
                out = OutboundSrtp.of(now.ours());
            }
            if (before == null || !before.theirs().equals(now.theirs())) {
                in = InboundSrtp.of(now.theirs());
            }
        }
        agreed = now;
    }

    /** The RTP packet that a datagram carries; null when it is not authentic. */
    @Nullable ByteBuffer rtp(ByteBuffer datagram) {
        InboundSrtp keyed = in;
        if (keyed == null) {
            return datagram;
        }
        return copied(datagram) && keyed.unprotectRtp(received) == InboundSrtp.Outcome.PLAIN ? received : null;
    }

    /** The same for RTCP. */
    @Nullable ByteBuffer rtcp(ByteBuffer datagram) {
        InboundSrtp keyed = in;
        if (keyed == null) {
            return datagram;
        }
        return copied(datagram) && keyed.unprotectRtcp(received) == InboundSrtp.Outcome.PLAIN ? received : null;
    }

    /** Sockets read into memory the ciphers cannot work on. */
    private boolean copied(ByteBuffer datagram) {
        if (datagram.remaining() > PACKET_OCTETS_MAX) {
            return false;
        }
        received.clear().put(datagram).flip();
        return true;
    }

    @Override
    public boolean ready() {
        return transport.ready();
    }

    @Override
    public ByteBuffer packet() {
        return out == null ? transport.packet() : clear.clear();
    }

    @Override
    public boolean send(ByteBuffer packet) {
        OutboundSrtp keyed = out;
        return keyed == null ? transport.send(packet) : keyed.protectRtp(packet) && transport.send(packet);
    }

    @Override
    public boolean sendControl(ByteBuffer packet) {
        OutboundSrtp keyed = out;
        return keyed == null
                ? transport.sendControl(packet)
                : keyed.protectRtcp(packet) && transport.sendControl(packet);
    }
}
