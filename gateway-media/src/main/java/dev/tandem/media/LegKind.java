package dev.tandem.media;

/** What kind of peer a media leg faces, which decides the transport of its SDP. */
public enum LegKind {
    /** Plain RTP/AVP: trunks and softphones. */
    RTP,
    /** ICE, DTLS-SRTP, rtcp-mux: browsers. */
    WEBRTC
}
