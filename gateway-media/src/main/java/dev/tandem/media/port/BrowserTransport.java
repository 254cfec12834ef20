package dev.tandem.media.port;

import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.offeranswer.LocalMedia;
import dev.tandem.media.offeranswer.LocalMedia.LocalIce;
import dev.tandem.media.offeranswer.Stream.IceRemote;
import dev.tandem.media.offeranswer.Stream.Remote;
import dev.tandem.media.sdp.Address;
import dev.tandem.media.sdp.Candidate;
import dev.tandem.media.sdp.Fingerprint;
import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.WebRtcSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session on the browsers' port. Its leg may live on any loop; the one that reads the port hands packets over. */
public final class BrowserTransport implements LegTransport {
    /** Told on the loop of the port. */
    public interface Listener {
        /** DTLS is done. */
        void connected();

        /** The browser said goodbye. */
        void closed();

        /** The browser is gone, or never came. */
        void lost(String reason);
    }

    private final WebRtcPort port;
    private final Optional<InetAddress> advertised;
    private final long sessionId;
    private final int ssrc;
    private final Listener listener;
    private @Nullable LocalMedia local;
    private volatile @Nullable WebRtcSession session;
    private @Nullable LegMedia media;
    private volatile boolean connected;
    /** Its loop's; null while it is on none. */
    private @Nullable ByteBuffer packet;

    /** A transport that has no session yet. */
    public BrowserTransport(
            WebRtcPort port, Optional<InetAddress> advertised, long sessionId, int ssrc, Listener listener) {
        this.port = port;
        this.advertised = advertised;
        this.sessionId = sessionId;
        this.ssrc = ssrc;
        this.listener = listener;
    }

    @Override
    public LocalMedia local(Optional<InetAddress> peer) {
        LocalMedia known = local;
        if (known == null) {
            WebRtcSession opened = port.open(new FromSession());
            opened.handOver(this::homeless);
            session = opened;
            known = describe(opened);
            local = known;
        }
        return known;
    }

    /** Takes what comes while the leg is on no loop. */
    private void homeless(WebRtcSession of, ByteBuffer datagram, long arrivalNanos) {
        port.drops().count(Drop.NOT_HANDED_OVER);
    }

    private LocalMedia describe(WebRtcSession opened) {
        List<InetSocketAddress> addresses = addresses();
        List<Candidate> candidates = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            // RFC 8445, section 5.1.2.1: host candidates, the earlier the better.
            long priority = (126L << 24) | ((65_535L - candidates.size()) << 8) | 255;
            String foundation = Integer.toString(candidates.size() + 1);
            candidates.add(new Candidate(foundation, priority, Address.text(address.getAddress()), address.getPort()));
        }
        LocalIce ice = new LocalIce(
                opened.localUfrag(), opened.localPwd(), new Fingerprint("sha-256", opened.fingerprint()), candidates);
        InetSocketAddress first = addresses.get(0);
        return new LocalMedia(sessionId, first.getAddress(), first.getPort(), ssrc, Optional.of(ice));
    }

    /** Ours, the advertised one first: behind NAT it is the only one that works from outside. */
    private List<InetSocketAddress> addresses() {
        List<InetSocketAddress> all = new ArrayList<>(port.candidates());
        advertised.ifPresent(address -> {
            InetSocketAddress outside =
                    new InetSocketAddress(address, all.get(0).getPort());
            all.remove(outside);
            all.add(0, outside);
        });
        return all;
    }

    @Override
    public void follow(Remote remote, boolean secured) {
        if (!(remote instanceof IceRemote ice)) {
            throw new AssertionError(remote);
        }
        WebRtcSession open = session;
        if (open != null) {
            boolean accepted =
                    open.remote(ice.ufrag(), ice.pwd(), ice.fingerprint().octets());
            if (!accepted) {
                listener.lost("the browser's certificate changed");
            }
        }
    }

    @Override
    public void signalledFrom(InetAddress host) {
        // It is found, and proven, by ICE.
    }

    @Override
    public void confirm() {
        // Its ICE checks do (RFC 7675).
    }

    @Override
    public void attach(MediaLoop loop, LegMedia receiver) {
        media = receiver;
        packet = loop.clearPacket();
        WebRtcSession open = session;
        if (open != null) {
            open.handOver(loop.inbox(port));
        }
    }

    @Override
    public void detach(MediaLoop loop) {
        WebRtcSession open = session;
        if (open != null) {
            open.handOver(this::homeless);
        }
        media = null;
        packet = null;
    }

    @Override
    public boolean ready() {
        return connected && packet != null;
    }

    @Override
    public ByteBuffer packet() {
        return Objects.requireNonNull(packet, "on no loop").clear();
    }

    @Override
    public boolean send(ByteBuffer rtp) {
        WebRtcSession open = session;
        return open != null && open.send(rtp);
    }

    @Override
    public boolean sendControl(ByteBuffer rtcp) {
        return send(rtcp);
    }

    @Override
    public void close() {
        WebRtcSession open = session;
        connected = false;
        if (open != null) {
            open.close();
        }
    }

    /** What the session reports: packets on the leg's loop, the rest on the port's. */
    private final class FromSession implements WebRtcSession.Listener {
        @Override
        public void onRtp(ByteBuffer plain, long arrivalNanos) {
            if (media != null) {
                media.rtp(plain, arrivalNanos);
            }
        }

        @Override
        public void onRtcp(ByteBuffer plain, long arrivalNanos) {
            if (media != null) {
                media.rtcp(plain, arrivalNanos);
            }
        }

        @Override
        public void onConnected() {
            connected = true;
            listener.connected();
        }

        @Override
        public void onClosed() {
            connected = false;
            listener.closed();
        }

        @Override
        public void onLost(String reason) {
            connected = false;
            listener.lost(reason);
        }
    }
}
