package dev.tandem.media.play;

import java.time.Duration;

/** Decoded sound: mono, 16-bit linear, at one rate. Immutable; any number of players share one. */
public final class Prompt {
    private final int sampleRateHz;
    private final short[] samples;
    private final int from;

    /** Takes over {@code samples}: nobody writes to it any more. */
    Prompt(int sampleRateHz, short[] samples) {
        this(sampleRateHz, samples, 0);
    }

    private Prompt(int sampleRateHz, short[] samples, int from) {
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
        this.from = from;
    }

    /** Samples a second. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** How long it lasts. */
    public Duration length() {
        return Duration.ofNanos(size() * 1_000_000_000L / sampleRateHz);
    }

    /** Samples in it. */
    int size() {
        return samples.length - from;
    }

    /** The same sound without its beginning; shares the samples. */
    Prompt without(Duration beginning) {
        long skipped = beginning.toMillis() * sampleRateHz / 1_000;
        return new Prompt(sampleRateHz, samples, (int) Math.min(samples.length, from + skipped));
    }

    /** Copies {@code count} samples, starting with number {@code first}. */
    void copy(int first, short[] out, int to, int count) {
        System.arraycopy(samples, from + first, out, to, count);
    }
}
