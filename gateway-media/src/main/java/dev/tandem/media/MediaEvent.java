package dev.tandem.media;

/** What a media leg reports; told on its media loop. */
public sealed interface MediaEvent {

    /** The transport is up: first valid RTP packet, or DTLS finished. */
    record Connected() implements MediaEvent {}

    /** A digit arrived, as an RFC 4733 event, a tone, or through {@link MediaLeg#digit}; reported once, at its end. */
    record Digit(char digit, int durationMillis) implements MediaEvent {}

    /** A digit is to be sent to the peer by signalling, because that is how its digits travel. */
    record DigitToSend(char digit, int durationMillis) implements MediaEvent {}

    /** The peer said goodbye on the media path (DTLS close_notify). */
    record Closed() implements MediaEvent {}

    /** The peer has not sent anything for as long as {@link MediaSettings} says, though it is not on hold. */
    record Silent(String reason) implements MediaEvent {}

    /** A peer that was silent is so no more: it sends, or has agreed not to. */
    record HeardAgain() implements MediaEvent {}

    /** The peer is gone: its consent has run out (RFC 7675), or its certificate is another. */
    record Lost(String reason) implements MediaEvent {}
}
