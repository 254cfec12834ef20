package dev.tandem.media.speech;

/**
 * The pitch of speech, found by normalised correlation: first on a grid of about 8000 Hz, then around the best point of it.
 * Lags are those of voices, 66 to 400 Hz. Immutable; any thread.
 */
public final class Pitch {
    private static final int GRID_HZ = 8_000;

    private final int step;
    private final int lagMin;
    private final int lagMax;

    /** For samples at that rate. */
    public Pitch(int sampleRateHz) {
        step = Math.max(1, sampleRateHz / GRID_HZ);
        lagMin = sampleRateHz / 400;
        lagMax = sampleRateHz * 3 / 200;
    }

    /** Samples of the highest pitch's period. */
    public int lagMin() {
        return lagMin;
    }

    /** Samples of the lowest pitch's period, 15 ms. */
    public int lagMax() {
        return lagMax;
    }

    /**
     * The lag at which {@code samples} samples from {@code from} on resemble those that lag <em>before</em> them most.
     * There must be {@link #lagMax} samples before {@code from}.
     */
    public int before(short[] pcm, int from, int samples) {
        int best = lagMin;
        double bestScore = -1;
        for (int lag = lagMin; lag <= lagMax; lag += step) {
            double score = likeness(pcm, from - lag, from, samples, step);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return refined(pcm, from, samples, best);
    }

    private int refined(short[] pcm, int from, int samples, int coarse) {
        if (step == 1) {
            return coarse;
        }
        int best = coarse;
        double bestScore = -1;
        for (int lag = Math.max(lagMin, coarse - step); lag <= Math.min(lagMax, coarse + step); lag++) {
            double score = likeness(pcm, from - lag, from, samples, 1);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    /** The lag, at most {@code most}, at which what follows {@code from} resembles what comes that lag later. */
    public int after(short[] pcm, int from, int most) {
        int best = lagMin;
        double bestScore = -1;
        for (int lag = lagMin; lag <= most; lag += step) {
            double score = likeness(pcm, from, from + lag, lag, step);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    /** Normalised correlation of two stretches of {@code samples} samples, -1 to 1; silence is like nothing: 0. */
    public static double likeness(short[] pcm, int one, int other, int samples) {
        return likeness(pcm, one, other, samples, 1);
    }

    private static double likeness(short[] pcm, int one, int other, int samples, int step) {
        long product = 0;
        long oneEnergy = 0;
        long otherEnergy = 0;
        for (int i = 0; i < samples; i += step) {
            int a = pcm[one + i];
            int b = pcm[other + i];
            product += (long) a * b;
            oneEnergy += (long) a * a;
            otherEnergy += (long) b * b;
        }
        return oneEnergy == 0 || otherEnergy == 0 ? 0 : product / Math.sqrt((double) oneEnergy * otherEnergy);
    }
}
