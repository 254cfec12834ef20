package dev.tandem.media;

/** What a media leg reports; told on its media loop. */
public sealed interface MediaEvent {

    /** The transport is up: first valid RTP packet, or DTLS finished. */
    record Connected() implements MediaEvent {}

    /** A digit arrived as an RFC 4733 event; reported once, at its end. */
    record Digit(char digit, int durationMillis) implements MediaEvent {}

    /** The peer said goodbye on the media path (DTLS close_notify). */
    record Closed() implements MediaEvent {}

    /** Nothing came for the time that means the peer is gone (ICE consent, RTP silence while not on hold). */
    record Lost(String reason) implements MediaEvent {}
}
