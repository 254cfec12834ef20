package dev.tandem.media.webrtc;

/** Why a WebRTC port dropped a datagram or refused a browser. */
public enum Drop {
    /** Neither STUN nor DTLS nor RTP (RFC 7983), or unsound STUN. */
    MALFORMED,
    /** A check for a ufrag no session has. */
    UNKNOWN_UFRAG,
    /** A check refused with 400, 401, 420 or 487, or STUN that is no request. */
    CHECK_REFUSED,
    /** DTLS or SRTP from an address that no check has validated. */
    UNKNOWN_SOURCE,
    /** A valid check from an address that another session holds. */
    ADDRESS_TAKEN,
    /** No DTLS worker was free. */
    HANDSHAKE_REFUSED,
    /** A handshake failed or timed out, or the certificate was not the one of the SDP. */
    HANDSHAKE_FAILED,
    /** SRTP before the keys are there. */
    TOO_EARLY,
    /** SRTP that does not authenticate, or of too many streams. */
    NOT_AUTHENTIC,
    /** SRTP seen before. */
    REPLAYED,
    /** SRTP for a leg that is on its way between two loops, or whose loop does not keep up. */
    NOT_HANDED_OVER,
    /** A socket would not give what it announced. */
    RECEIVE_FAILED,
    /** A socket would not take a datagram. */
    SEND_FAILED
}
