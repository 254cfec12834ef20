package dev.tandem.media;

/**
 * Something inside the process that talks: mono, 16-bit linear, 20 ms frames. Called by the media loop that owns the
 * conference it is in; never blocks.
 */
public interface PcmSource {

    /** Samples a second of its frames: 8000, 16000, 24000 or 48000 Hz. Never changes. */
    default int sampleRateHz() {
        return 8_000;
    }

    /** Fills {@code frame}, {@code sampleRateHz() / 50} samples long, with what is said next; silence is zeros. */
    void speak(short[] frame);
}
