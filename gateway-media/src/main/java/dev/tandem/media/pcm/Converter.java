package dev.tandem.media.pcm;

import org.jspecify.annotations.Nullable;

/** A stream of frames at whatever rate is asked for; the same frames where that is their own. One owner. */
public final class Converter {
    private static final int FRAMES_PER_SECOND = 50;

    private @Nullable Resampler resampler;
    private short[] converted = new short[0];
    private int inSamples;

    /** A converter that takes the rates as they come. */
    public Converter() {}

    /** The 20 ms frame at that rate: itself, or the converter's own until the next call. */
    public short[] convert(short[] frame, int sampleRateHz) {
        int samples = sampleRateHz / FRAMES_PER_SECOND;
        if (frame.length == samples) {
            return frame;
        }
        Resampler fitting = resampler;
        if (fitting == null || inSamples != frame.length || converted.length != samples) {
            fitting = new Resampler(frame.length * FRAMES_PER_SECOND, sampleRateHz);
            resampler = fitting;
            inSamples = frame.length;
            converted = new short[samples];
        }
        fitting.resample(frame, converted);
        return converted;
    }

    /** What comes next does not follow what came last. */
    public void restart() {
        resampler = null;
    }

    /** Goes on where another stands, if it does the same. */
    public void follow(Converter other) {
        if (other.resampler == null) {
            return;
        }
        if (resampler == null || inSamples != other.inSamples || converted.length != other.converted.length) {
            inSamples = other.inSamples;
            converted = new short[other.converted.length];
            resampler = new Resampler(inSamples * FRAMES_PER_SECOND, converted.length * FRAMES_PER_SECOND);
        }
        resampler.follow(other.resampler);
    }
}
