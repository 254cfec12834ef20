package dev.tandem.media.webrtc;

import java.nio.ByteBuffer;

/**
 * The transport of one browser leg: rtcp-mux on one 5-tuple, ICE-lite and passive DTLS (RFC 8445, section 2.5; RFC 5763).
 *
 * <p>{@link #remote}, {@link #close} and the getters may be called from any thread, {@link #send} from one thread at a
 * time; the listener is told on the loop thread of the port.
 */
public final class WebRtcSession implements AutoCloseable {

    /** Octets {@link #send} may add behind the packet: the longest tag (16) and the SRTCP index (4). */
    public static final int PROTECTION_OCTETS = 20;

    /** What a session reports, on the port's loop thread: hand over and return at once. */
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

    /** Our ice-ufrag, for the SDP. */
    public String localUfrag() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Our ice-pwd, for the SDP. */
    public String localPwd() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The SHA-256 fingerprint of our certificate as SDP writes it: {@code AA:BB:…} (RFC 8122, section 5). */
    public String fingerprint() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * What the browser's SDP said. May come again with the same fingerprint (a later offer).
     *
     * @param sha256Fingerprint the 32 octets its certificate must hash to
     * @return false when the fingerprint is another than before: that needs a new session
     */
    public boolean remote(String ufrag, String pwd, byte[] sha256Fingerprint) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Protects one RTP or RTCP packet in place and sends it.
     *
     * @param rtpOrRtcp array-backed, the plain packet between position and limit, with {@link #PROTECTION_OCTETS} of room
     *     behind it; its content is used up
     * @return false when nothing was sent: not connected yet, closed, or the socket would not take it
     */
    public boolean send(ByteBuffer rtpOrRtcp) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Says goodbye (close_notify) and frees everything; the listener hears nothing more. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not built yet");
    }
}
