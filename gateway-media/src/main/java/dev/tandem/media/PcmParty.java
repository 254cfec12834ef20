package dev.tandem.media;

/**
 * Someone inside the process who talks and listens: 8000 Hz, mono, 16-bit linear, 20 ms frames of 160 samples. All methods
 * are called by the media loop that owns the bridge and never block.
 */
public interface PcmParty {

    /** Fills {@code frame} with what the party says next; silence is zeros. */
    void speak(short[] frame);

    /** What the party hears; the array is the caller's again when this returns. */
    void hear(short[] frame);

    /** A digit the party is sent. */
    default void digit(char digit) {}

    /** The digit the party presses now, asked once a frame; 0 for none. Sent as an RFC 4733 event of 100 ms. */
    default char press() {
        return 0;
    }
}
