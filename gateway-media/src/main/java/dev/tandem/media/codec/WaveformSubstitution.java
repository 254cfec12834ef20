package dev.tandem.media.codec;

import dev.tandem.media.speech.Pitch;

/**
 * Hides lost packets of a waveform codec in the manner of ITU-T G.711, appendix I: the last pitch period goes on, after
 * 10 ms two of them and after 20 ms three, so that it does not buzz; it fades from the eleventh millisecond on and is silent
 * after 60. The ends of what is repeated overlap by a quarter of a period, and what is heard afterwards is faded in, the
 * longer the loss the longer. Unlike the appendix it needs no delay: the first sample invented is bent to the last one
 * heard instead.
 *
 * <p>Any sample rate; not thread-safe.
 */
public final class WaveformSubstitution {
    private static final int PERIODS_MAX = 3;

    private final Pitch pitch;
    private final int millisecond;
    private final short[] history;
    private final short[] repeated;
    private int period;
    private int periods;
    private int position;
    private int filled;
    private double bend;

    /** For samples at that rate. */
    public WaveformSubstitution(int sampleRateHz) {
        pitch = new Pitch(sampleRateHz);
        millisecond = sampleRateHz / 1_000;
        // Three periods, the quarter before them, and as many samples as the search compares.
        history = new short[PERIODS_MAX * pitch.lagMax() + 20 * millisecond];
        repeated = new short[PERIODS_MAX * pitch.lagMax()];
    }

    /** Takes in what was decoded; after a loss its beginning is faded in over what would have been invented next. */
    public void heard(short[] pcm, int samples) {
        if (filled > 0) {
            // As the appendix has it: a quarter of a period and 4 ms more for each 10 ms lost, not above 10 ms.
            int fade = period / 4 + (filled / (10 * millisecond) - 1) * 4 * millisecond;
            fadeIn(pcm, Math.min(samples, Math.max(period / 4, Math.min(fade, 10 * millisecond))));
            filled = 0;
        }
        int kept = Math.min(samples, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(pcm, samples - kept, history, history.length - kept, kept);
    }

    private void fadeIn(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) ((next() * (samples - i) + pcm[i] * i) / samples);
        }
    }

    /** Invents the next {@code samples} samples. */
    public void fill(short[] pcm, int samples) {
        if (filled == 0) {
            begin();
        }
        for (int i = 0; i < samples; i++) {
            pcm[i] = next();
        }
    }

    private void begin() {
        int matched = 20 * millisecond;
        period = pitch.before(history, history.length - matched, matched);
        repeat(1);
        bend = history[history.length - 1] - history[history.length - 1 - period];
    }

    /** From now on the last {@code count} periods go round; the seam is an overlap of a quarter of one. */
    private void repeat(int count) {
        int length = count * period;
        int from = history.length - length;
        System.arraycopy(history, from, repeated, 0, length);
        int overlap = period / 4;
        for (int i = 0; i < overlap; i++) {
            int at = length - overlap + i;
            repeated[at] = (short) ((repeated[at] * (overlap - i) + history[from - overlap + i] * i) / overlap);
        }
        if (periods > 0 && filled > 0) {
            // Goes on where the fewer periods stood: the same phase, further back.
            position %= period;
        } else {
            position = 0;
        }
        periods = count;
    }

    private short next() {
        if (filled == 10 * millisecond) {
            repeat(2);
        } else if (filled == 20 * millisecond) {
            repeat(PERIODS_MAX);
        }
        double sample = repeated[position] + bend();
        position = (position + 1) % (periods * period);
        double gain = gain();
        // Saturates: a loss of hours must not wrap around into noise.
        filled = Math.min(filled + 1, Integer.MAX_VALUE - 1);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample * gain));
    }

    /** The step at the beginning, let out over 2 ms. */
    private double bend() {
        int length = 2 * millisecond;
        return filled < length ? bend * (length - filled) / length : 0;
    }

    /** One for 10 ms, then 20 % less every 10 ms. */
    private double gain() {
        return Math.max(0, Math.min(1, 1 - 0.02 * (filled - 10.0 * millisecond) / millisecond));
    }
}
