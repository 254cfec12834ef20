package dev.tandem.media.port;

import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.Tally;
import dev.tandem.media.offeranswer.LocalMedia;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.offeranswer.Stream.Remote;
import dev.tandem.media.rtp.SourceLatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain RTP on a port of its own, RTCP on the next one or on the same (RFC 3550, section 11; RFC 5761). */
public final class PlainTransport implements LegTransport {
    /** Any address of documentation: only the route to it is asked for (RFC 5737). */
    private static final byte[] SOMEWHERE = {(byte) 198, 51, 100, 1};

    private final InetAddress bind;
    private final Optional<InetAddress> advertised;
    private final Optional<InetAddress> expected;
    private final PortPool pool;
    private final long sessionId;
    private final int ssrc;
    private final Tally tally;
    private final SourceLatch rtpLatch = new SourceLatch();
    private final SourceLatch rtcpLatch = new SourceLatch();
    private int port;
    private boolean rtcpOnRtp;
    private @Nullable LocalMedia local;
    private @Nullable RtpSocket rtp;
    private @Nullable RtpSocket rtcp;
    /** Its loop's; null while it is on none. */
    private @Nullable ByteBuffer packet;

    /**
     * A transport that has taken a port of the pool, but not bound it.
     *
     * @param expected where the peer is, as far as SIP knows before the two have spoken
     */
    public PlainTransport(
            InetAddress bind,
            Optional<InetAddress> advertised,
            Optional<InetAddress> expected,
            PortPool pool,
            long sessionId,
            int ssrc,
            Tally tally) {
        this.bind = bind;
        this.advertised = advertised;
        this.expected = expected;
        this.pool = pool;
        this.sessionId = sessionId;
        this.ssrc = ssrc;
        this.tally = tally;
        port = pool.take();
        expected.ifPresent(this::signalledFrom);
    }

    @Override
    public LocalMedia local(Optional<InetAddress> peer) {
        LocalMedia known = local;
        if (known == null) {
            bindPair();
            known = new LocalMedia(sessionId, address(peer), port, ssrc, Optional.empty());
            local = known;
        }
        return known;
    }

    private InetAddress address(Optional<InetAddress> peer) {
        if (advertised.isPresent()) {
            return advertised.get();
        }
        return bind.isAnyLocalAddress()
                ? LocalAddress.facing(peer.or(() -> expected).orElseGet(PlainTransport::somewhere))
                : bind;
    }

    private static InetAddress somewhere() {
        try {
            return InetAddress.getByAddress(SOMEWHERE);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Binds the pair; ports that someone else holds are passed over, and given back once one was found. */
    private void bindPair() {
        for (int attempt = 0; attempt < pool.size(); attempt++) {
            try {
                rtp = RtpSocket.bind(bind, port, rtpLatch, tally);
                rtcp = RtpSocket.bind(bind, port + 1, rtcpLatch, tally);
                return;
            } catch (IOException held) {
                closeSockets();
                int next = pool.take();
                pool.give(port);
                port = next;
            }
        }
        throw new PortsExhaustedException("no RTP port could be bound");
    }

    @Override
    public void follow(Remote remote, boolean secured) {
        if (!(remote instanceof PlainRemote plain)) {
            throw new AssertionError(remote);
        }
        rtpLatch.secured(secured);
        rtcpLatch.secured(secured);
        if (isAddress(plain.rtp())) {
            rtpLatch.negotiated(plain.rtp());
            rtcpLatch.negotiated(plain.rtcp());
            rtcpOnRtp = plain.rtp().equals(plain.rtcp());
        }
    }

    @Override
    public void signalledFrom(InetAddress host) {
        rtpLatch.signalledFrom(host);
        rtcpLatch.signalledFrom(host);
    }

    @Override
    public void confirm() {
        rtpLatch.confirm();
        rtcpLatch.confirm();
    }

    /**
     * Zero is hold, not an address (RFC 3264, section 8.4), and a name is none yet: who we know already stays the one we
     * listen to.
     */
    private static boolean isAddress(InetSocketAddress remote) {
        return !remote.isUnresolved() && !remote.getAddress().isAnyLocalAddress();
    }

    @Override
    public void attach(MediaLoop loop, LegMedia media) {
        packet = loop.packet();
        if (rtp != null && rtcp != null) {
            rtp.attach(loop, media);
            rtcp.attach(loop, media);
        }
    }

    @Override
    public void detach(MediaLoop loop) {
        packet = null;
        if (rtp != null && rtcp != null) {
            rtp.detach(loop);
            rtcp.detach(loop);
        }
    }

    @Override
    public boolean ready() {
        return packet != null && rtp != null && rtp.ready();
    }

    @Override
    public ByteBuffer packet() {
        return Objects.requireNonNull(packet, "on no loop").clear();
    }

    @Override
    public boolean send(ByteBuffer datagram) {
        return rtp != null && rtp.send(datagram);
    }

    @Override
    public boolean sendControl(ByteBuffer datagram) {
        RtpSocket socket = rtcpOnRtp ? rtp : rtcp;
        return socket != null && socket.send(datagram);
    }

    @Override
    public void close() {
        closeSockets();
        pool.give(port);
    }

    private void closeSockets() {
        if (rtp != null) {
            rtp.close();
        }
        if (rtcp != null) {
            rtcp.close();
        }
        rtp = null;
        rtcp = null;
    }
}
