package dev.tandem.media.port;

import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.Tally;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SourceLatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One UDP socket of a plain leg. Not connected: a connected one would throw for every ICMP error of the peer.
 *
 * <p>Owned by the media loop it is attached to.
 */
final class RtpSocket implements MediaLoop.Reading {
    static final int DATAGRAM_OCTETS_MAX = 2_048;
    private static final int STRANGERS_A_TURN_MAX = 32;

    private static final Logger LOG = Logger.getLogger(RtpSocket.class);

    private final DatagramChannel channel;
    private final Tally tally;
    private final SourceLatch latch;
    private @Nullable LegMedia media;
    private @Nullable ByteBuffer datagram;

    private RtpSocket(DatagramChannel channel, SourceLatch latch, Tally tally) {
        this.channel = channel;
        this.latch = latch;
        this.tally = tally;
    }

    /** A socket that hears and sends as the latch says. */
    static RtpSocket bind(InetAddress address, int port, SourceLatch latch, Tally tally) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
        } catch (IOException held) {
            channel.close();
            throw held;
        }
        return new RtpSocket(channel, latch, tally);
    }

    void attach(MediaLoop loop, LegMedia receiver) {
        media = receiver;
        datagram = loop.datagram();
        loop.register(channel, this);
    }

    void detach(MediaLoop loop) {
        loop.unregister(channel);
    }

    /**
     * One datagram of the peer's a turn: what else has come makes the socket readable again, and to ask whether there is more
     * would cost a system call a packet. What strangers sent is read past, or their flood would fill the kernel's buffer and
     * push the peer's packets out; so many, that it does not starve the other legs.
     */
    @Override
    public void readable(long nowNanos) {
        ByteBuffer into = datagram;
        if (into == null) {
            return;
        }
        try {
            for (int strangers = 0; strangers < STRANGERS_A_TURN_MAX; strangers++) {
                SocketAddress source = channel.receive(into.clear());
                if (source == null || received(into.flip(), source, nowNanos)) {
                    return;
                }
            }
        } catch (IOException fault) {
            LOG.debugf("receive failed: %s", fault.getMessage());
        }
    }

    /** Takes a datagram; false when it is not the peer's. */
    private boolean received(ByteBuffer packet, SocketAddress source, long nowNanos) {
        LegMedia receiver = media;
        if (receiver == null || !isPeers(packet, latch.judge(source, nowNanos), receiver)) {
            tally.dropped();
            return false;
        }
        boolean valid = RtpPacket.isControl(packet) ? receiver.rtcp(packet, nowNanos) : receiver.rtp(packet, nowNanos);
        if (valid) {
            latch.hold(source, nowNanos);
        }
        return true;
    }

    private static boolean isPeers(ByteBuffer packet, SourceLatch.Verdict verdict, LegMedia receiver) {
        return switch (verdict) {
            case ADMITTED -> true;
            case ADMITTED_IF_IT_GOES_ON -> receiver.goesOnIn(packet);
            case REFUSED -> false;
        };
    }

    boolean ready() {
        return latch.target() != null;
    }

    boolean send(ByteBuffer packet) {
        SocketAddress target = latch.target();
        if (target == null) {
            return false;
        }
        try {
            latch.sent();
            return channel.send(packet, target) > 0;
        } catch (IOException unreachable) {
            // The peer may be back for the next packet; the failure is counted by the caller.
            return false;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            LOG.debugf("close failed: %s", ignored.getMessage());
        }
    }
}
