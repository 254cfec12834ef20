package dev.tandem.media.codec;

/**
 * Hides lost packets of a waveform codec by repeating the last pitch period of what was heard, fading to silence over
 * 60 ms; the first real samples afterwards are blended in, so that neither edge clicks. The idea
 * is that of ITU-T G.711 appendix I, without its delay.
 *
 * <p>Any sample rate; not thread-safe.
 */
final class WaveformSubstitution {
    private final int lagMin;
    private final int lagMax;
    private final int matchSamples;
    private final int historySamples;
    private final int fadeSamples;
    private final int blendSamples;
    private final short[] history;
    private int lag;
    private int filled;

    /** For samples at that rate. */
    WaveformSubstitution(int sampleRateHz) {
        int millisecond = sampleRateHz / 1_000;
        // Pitch of 200 Hz down to 66 Hz.
        lagMin = 5 * millisecond;
        lagMax = 15 * millisecond;
        matchSamples = 20 * millisecond;
        historySamples = lagMax + matchSamples;
        fadeSamples = 60 * millisecond;
        blendSamples = 4 * millisecond;
        history = new short[historySamples];
    }

    /** Takes in what was decoded; after a loss its first samples are blended with what the repetition would have said. */
    void heard(short[] pcm, int samples) {
        if (filled > 0) {
            blend(pcm, Math.min(samples, blendSamples));
            filled = 0;
        }
        int kept = Math.min(samples, historySamples);
        System.arraycopy(history, kept, history, 0, historySamples - kept);
        System.arraycopy(pcm, samples - kept, history, historySamples - kept, kept);
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
        int gain = Math.max(0, fadeSamples - filled);
        short sample = history[historySamples - lag + filled % lag];
        // Saturates: a loss of hours must not wrap around into noise.
        filled = Math.min(filled + 1, Integer.MAX_VALUE - 1);
        return (short) (sample * gain / fadeSamples);
    }

    private void blend(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) ((next() * (samples - i) + pcm[i] * i) / samples);
        }
    }

    /** The lag at which the newest samples resemble the ones before them most, by normalised correlation. */
    private int bestLag() {
        int best = lagMax;
        double bestScore = 0;
        for (int candidate = lagMin; candidate <= lagMax; candidate++) {
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
        for (int i = historySamples - matchSamples; i < historySamples; i++) {
            int before = history[i - candidate];
            product += (long) history[i] * before;
            energy += (long) before * before;
        }
        return (double) product / Math.sqrt((double) energy);
    }
}
