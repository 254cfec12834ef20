package dev.tandem.media;

/**
 * Someone inside the process who talks and listens, at one rate. All methods are called by the media loop that owns the
 * conference and never block.
 */
public interface PcmParty extends PcmSource, PcmSink {

    @Override
    default int sampleRateHz() {
        return 8_000;
    }

    /** A digit the party is sent. */
    default void digit(char digit) {}

    /** The digit the party presses now, asked once a frame; 0 for none. Sent as an RFC 4733 event of 100 ms. */
    default char press() {
        return 0;
    }
}
