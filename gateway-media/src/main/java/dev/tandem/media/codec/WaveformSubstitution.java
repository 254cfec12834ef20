package dev.tandem.media.codec;

/**
 * Hides lost packets of a waveform codec by repeating the last pitch period of what was heard, fading to silence over
 * {@value #FADE_SAMPLES} samples; the first real samples afterwards are blended in, so that neither edge clicks. The idea
 * is that of ITU-T G.711 appendix I, without its delay.
 *
 * <p>8000 Hz samples; not thread-safe.
 */
final class WaveformSubstitution {
    /** Pitch of 200 Hz down to 66 Hz. */
    private static final int LAG_MIN = 40;

    private static final int LAG_MAX = 120;
    private static final int MATCH_SAMPLES = 160;
    private static final int HISTORY_SAMPLES = LAG_MAX + MATCH_SAMPLES;
    private static final int FADE_SAMPLES = 480;
    private static final int BLEND_SAMPLES = 32;

    private final short[] history = new short[HISTORY_SAMPLES];
    private int lag;
    private int filled;

    /** Takes in what was decoded; after a loss its first samples are blended with what the repetition would have said. */
    void heard(short[] pcm, int samples) {
        if (filled > 0) {
            blend(pcm, Math.min(samples, BLEND_SAMPLES));
            filled = 0;
        }
        int kept = Math.min(samples, HISTORY_SAMPLES);
        System.arraycopy(history, kept, history, 0, HISTORY_SAMPLES - kept);
        System.arraycopy(pcm, samples - kept, history, HISTORY_SAMPLES - kept, kept);
    }

    /** Writes the next {@code samples} samples of the repetition. */
    void fill(short[] pcm, int samples) {
        if (filled == 0) {
            lag = bestLag();
        }
        for (int i = 0; i < samples; i++) {
            pcm[i] = next();
        }
    }

    private short next() {
        int gain = Math.max(0, FADE_SAMPLES - filled);
        short sample = history[HISTORY_SAMPLES - lag + filled % lag];
        // Saturates: a loss of hours must not wrap around into noise.
        filled = Math.min(filled + 1, Integer.MAX_VALUE - 1);
        return (short) (sample * gain / FADE_SAMPLES);
    }

    private void blend(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) ((next() * (samples - i) + pcm[i] * i) / samples);
        }
    }

    /** The lag at which the newest samples resemble the ones before them most, by normalised correlation. */
    private int bestLag() {
        int best = LAG_MAX;
        double bestScore = 0;
        for (int candidate = LAG_MIN; candidate <= LAG_MAX; candidate++) {
            double score = score(candidate);
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    private double score(int candidate) {
        long product = 0;
        long energy = 1;
        for (int i = HISTORY_SAMPLES - MATCH_SAMPLES; i < HISTORY_SAMPLES; i++) {
            int before = history[i - candidate];
            product += (long) history[i] * before;
            energy += (long) before * before;
        }
        return (double) product / Math.sqrt((double) energy);
    }
}
