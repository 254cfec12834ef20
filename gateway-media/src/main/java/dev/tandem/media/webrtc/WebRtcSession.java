package dev.tandem.media.webrtc;

import dev.tandem.media.dtls.DtlsAssociation;
import dev.tandem.media.dtls.DtlsIdentity;
import dev.tandem.media.ice.IceCredentials;
import dev.tandem.media.ice.IceLiteAgent;
import dev.tandem.media.ice.Path;
import dev.tandem.media.ice.StunMessage;
import dev.tandem.media.srtp.InboundSrtp;
import dev.tandem.media.srtp.OutboundSrtp;
import dev.tandem.media.srtp.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport of one browser leg: rtcp-mux on one 5-tuple, ICE-lite and passive DTLS (RFC 8445, section 2.5; RFC 5763).
 *
 * <p>{@link #remote}, {@link #close} and the getters may be called from any thread. {@link #send} and {@link #onSrtp}, and
 * with it the packets that the listener hears, belong to the thread that owns the leg; everything else, the rest of the
 * listener included, to the loop thread of the port.
 */
public final class WebRtcSession implements AutoCloseable {

    /** Octets {@link #send} may add behind the packet: the longest tag (16) and the SRTCP index (4). */
    public static final int PROTECTION_OCTETS = 20;

    /** How long a browser that has our SDP may take to connect, and then to finish DTLS. */
    private static final long CONNECT_NANOS = 30_000_000_000L;

    private static final int RTP_OCTETS_MIN = 12;
    private static final int RTCP_OCTETS_MIN = 8;

    /** What a session reports: packets on the leg's thread, the rest on the port's loop; hand over and return at once. */
    public interface Listener {

        /**
         * One RTP packet, authenticated and decrypted.
         *
         * @param plain the packet between position and limit; the port's again when this returns
         * @param arrivalNanos when the port read it
         */
        void onRtp(ByteBuffer plain, long arrivalNanos);

        /** One compound RTCP packet, as {@link #onRtp}. */
        void onRtcp(ByteBuffer plain, long arrivalNanos);

        /** DTLS is done: {@link WebRtcSession#send} works from now on. */
        void onConnected();

        /** The browser closed the connection (DTLS close_notify); the session is over. */
        void onClosed();

        /** The browser is gone or cannot be trusted; the session is over. */
        void onLost(String reason);
    }

    /** Takes protected packets from the port's loop to the thread that owns the leg. */
    public interface Handover {

        /** Gives a datagram, which is the port's again afterwards, to {@link WebRtcSession#onSrtp} now or later. */
        void take(WebRtcSession session, ByteBuffer datagram, long arrivalNanos);
    }

    private record Remote(String ufrag, ByteBuffer sha256) {}

    private final DtlsIdentity identity;
    private final SessionHome home;
    private final Listener listener;
    private final DropCounts drops;
    private final IceLiteAgent ice;
    private final DtlsAssociation dtls;

    private final AtomicReference<@Nullable Remote> remote = new AtomicReference<>();
    /** Written by the loop, read by whoever sends. */
    private volatile @Nullable Path path;

    private volatile @Nullable OutboundSrtp outbound;
    private volatile boolean over;

    /** Written by the port's loop; what is in it belongs to the thread that owns the leg. */
    private volatile @Nullable InboundSrtp inbound;

    private volatile Handover handover = WebRtcSession::onSrtp;

    /** When the present wait for the browser began; 0 while we wait for nothing. */
    private long waitingSinceNanos;

    /** A session that answers to {@code credentials}; ports make them. */
    public WebRtcSession(
            IceCredentials credentials, DtlsIdentity identity, SessionHome home, Listener listener, DropCounts drops) {
        this.identity = identity;
        this.home = home;
        this.listener = listener;
        this.drops = drops;
        this.ice = new IceLiteAgent(credentials);
        this.dtls = new DtlsAssociation(identity, home::onWorker, home::onLoop, this::sendDtls, new FromDtls());
    }

    /** Our ice-ufrag, for the SDP. */
    public String localUfrag() {
        return ice.local().ufrag();
    }

    /** Our ice-pwd, for the SDP. */
    public String localPwd() {
        return ice.local().pwd();
    }

    /** The SHA-256 fingerprint of our certificate as SDP writes it: {@code AA:BB:…} (RFC 8122, section 5). */
    public String fingerprint() {
        return identity.fingerprint();
    }

    /**
     * What the browser's SDP said. May come again with the same fingerprint (a later offer).
     *
     * @param pwd unused: a lite agent sends no checks that would need it
     * @param sha256Fingerprint the 32 octets its certificate must hash to
     * @return false when the fingerprint is another than before: that needs a new session
     */
    public boolean remote(String ufrag, String pwd, byte[] sha256Fingerprint) {
        Remote said = new Remote(ufrag, ByteBuffer.wrap(sha256Fingerprint.clone()));
        Remote before =
                remote.getAndUpdate(known -> known == null || known.sha256().equals(said.sha256()) ? said : known);
        if (before != null && !before.sha256().equals(said.sha256())) {
            return false;
        }
        home.onLoop(() -> apply(said));
        return true;
    }

    private void apply(Remote said) {
        if (!over) {
            ice.remote(said.ufrag());
            dtls.expect(said.sha256().array());
        }
    }

    /**
     * Protects one RTP or RTCP packet in place and sends it.
     *
     * @param rtpOrRtcp array-backed, the plain packet between position and limit, with {@link #PROTECTION_OCTETS} of room
     *     behind it; its content is used up
     * @return false when nothing was sent: not connected yet, closed, or the socket would not take it
     */
    public boolean send(ByteBuffer rtpOrRtcp) {
        OutboundSrtp protection = outbound;
        Path to = path;
        if (protection == null || to == null || over) {
            return false;
        }
        boolean rtcp = DatagramKind.isRtcp(rtpOrRtcp);
        if (rtpOrRtcp.remaining() < (rtcp ? RTCP_OCTETS_MIN : RTP_OCTETS_MIN)) {
            throw new IllegalArgumentException("not a packet: " + rtpOrRtcp.remaining() + " octets");
        }
        boolean protectedInPlace = rtcp ? protection.protectRtcp(rtpOrRtcp) : protection.protectRtp(rtpOrRtcp);
        return protectedInPlace && home.send(rtpOrRtcp, to);
    }

    /** Says goodbye (close_notify) and frees everything; the listener hears nothing more. Idempotent. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            home.onLoop(this::finish);
        }
    }

    private void finish() {
        over = true;
        dtls.close();
        home.over(this);
    }

    /** Takes a check that names our ufrag; true when it proved the browser to be at that address. Loop thread. */
    public boolean onStun(StunMessage message, Path from, long nowNanos) {
        IceLiteAgent.Verdict verdict = ice.on(message, from, nowNanos);
        verdict.response().ifPresent(response -> home.send(response, from));
        if (!verdict.valid()) {
            drops.count(Drop.CHECK_REFUSED);
            return false;
        }
        if (path == null) {
            waitingSinceNanos = nowNanos;
        }
        path = ice.selected().orElseThrow();
        return true;
    }

    /** Takes a DTLS datagram from a validated address. Loop thread. */
    public void onDtls(ByteBuffer datagram) {
        byte[] octets = new byte[datagram.remaining()];
        datagram.get(octets);
        dtls.onDatagram(octets);
    }

    /** From now on protected packets go this way; by default they are taken on the port's loop. Any thread. */
    public void handOver(Handover next) {
        handover = next;
    }

    /** Where protected packets go. Any thread. */
    public Handover handover() {
        return handover;
    }

    /** Takes an SRTP or SRTCP packet from a validated address on its way. Loop thread. */
    public void arrived(ByteBuffer datagram, long arrivalNanos) {
        handover.take(this, datagram, arrivalNanos);
    }

    /** Decrypts such a packet in place and tells the listener. The thread that owns the leg. */
    public void onSrtp(ByteBuffer datagram, long arrivalNanos) {
        InboundSrtp protection = inbound;
        if (protection == null || over) {
            drops.count(Drop.TOO_EARLY);
            return;
        }
        boolean rtcp = DatagramKind.isRtcp(datagram);
        InboundSrtp.Outcome outcome = rtcp ? protection.unprotectRtcp(datagram) : protection.unprotectRtp(datagram);
        switch (outcome) {
            case PLAIN -> deliver(datagram, rtcp, arrivalNanos);
            case REPLAYED -> drops.count(Drop.REPLAYED);
            case NOT_AUTHENTIC, TOO_MANY_STREAMS -> drops.count(Drop.NOT_AUTHENTIC);
        }
    }

    private void deliver(ByteBuffer plain, boolean rtcp, long arrivalNanos) {
        if (rtcp) {
            listener.onRtcp(plain, arrivalNanos);
        } else {
            listener.onRtp(plain, arrivalNanos);
        }
    }

    /** Notices a browser that does not come, does not finish DTLS, or has gone. Loop thread, about once a second. */
    public void tick(long nowNanos) {
        if (over) {
            return;
        }
        if (ice.consentExpired(nowNanos)) {
            lose("no ICE check for 30 s");
        } else if (outbound == null && remote.get() != null) {
            waitForBrowser(nowNanos);
        }
    }

    private void waitForBrowser(long nowNanos) {
        if (waitingSinceNanos == 0) {
            waitingSinceNanos = nowNanos;
        } else if (nowNanos - waitingSinceNanos > CONNECT_NANOS) {
            lose(path == null ? "no ICE check came" : "DTLS handshake timed out");
        }
    }

    private void lose(String reason) {
        if (!over) {
            finish();
            listener.onLost(reason);
        }
    }

    private void sendDtls(byte[] datagram) {
        Path to = path;
        if (to != null) {
            home.send(ByteBuffer.wrap(datagram), to);
        }
    }

    /** What DTLS tells us, on the loop. */
    private final class FromDtls implements DtlsAssociation.Listener {

        @Override
        public void onKeys(SrtpKeys keys) {
            inbound = InboundSrtp.server(keys);
            outbound = OutboundSrtp.server(keys);
            if (!over) {
                listener.onConnected();
            }
        }

        @Override
        public void onCloseNotify() {
            if (!over) {
                finish();
                listener.onClosed();
            }
        }

        @Override
        public void onFailed(String reason) {
            drops.count(Drop.HANDSHAKE_FAILED);
            lose(reason);
        }

        @Override
        public void onRefused() {
            drops.count(Drop.HANDSHAKE_REFUSED);
        }
    }
}
