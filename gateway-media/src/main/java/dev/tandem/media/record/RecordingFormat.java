package dev.tandem.media.record;

/**
 * What a recording looks like.
 *
 * @param container how the file is written
 * @param sampleRateHz samples a second: 8000, 16000, 24000 or 48000
 * @param channels 1 for a mixed recording, else one for each party, up to {@link #CHANNELS_MAX}
 */
public record RecordingFormat(Container container, int sampleRateHz, int channels) {
    /** Channels one recording may have. */
    public static final int CHANNELS_MAX = 8;

    /** How a file is written. */
    public enum Container {
        /** 16-bit linear samples. */
        WAV,
        /** Opus in Ogg. */
        OGG_OPUS
    }

    public RecordingFormat {
        boolean knownRate =
                sampleRateHz == 8_000 || sampleRateHz == 16_000 || sampleRateHz == 24_000 || sampleRateHz == 48_000;
        if (!knownRate || channels < 1 || channels > CHANNELS_MAX) {
            throw new IllegalArgumentException(channels + " channels at " + sampleRateHz + " Hz cannot be recorded");
        }
    }

    /** Samples of one channel in 20 ms. */
    int frameSamples() {
        return sampleRateHz / 50;
    }
}
