package dev.tandem.media;

/**
 * Something inside the process that listens: mono, 16-bit linear, 20 ms frames. Called by the media loop that owns the
 * conference it is in; never blocks.
 */
public interface PcmSink {

    /** Samples a second of its frames: 8000, 16000, 24000 or 48000 Hz. Never changes. */
    default int sampleRateHz() {
        return 8_000;
    }

    /**
     * What is heard, {@code sampleRateHz() / 50} samples. Others hear the same array: it is neither written to nor kept.
     */
    void hear(short[] frame);
}
