package dev.tandem.media.dtmf;

/** How digits travel on a leg. What it hears by any of them it understands. */
public enum DigitTransport {
    /** As RTP events (RFC 4733). */
    RFC4733,
    /** By signalling: the leg's owner is told what to send, and says what came. */
    INFO,
    /** As tones in the audio. */
    INBAND
}
