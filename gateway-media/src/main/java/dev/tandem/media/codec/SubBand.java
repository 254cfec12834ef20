package dev.tandem.media.codec;

/**
 * One sub-band of G.722 (ITU-T G.722, sections 3.5 and 3.6, and the same blocks in 4): the adaptive predictor of two poles
 * and six zeros, and the quantiser's adaptive scale. Encoder and decoder feed it the same differences and so predict the
 * same. Names of steps are those of section 6.2. One owner.
 */
final class SubBand {
    private static final int ZEROS = 6;

    /** Powers of two in steps of a thirty-second, times 2048: the antilogarithm of the scale (table 12). */
    private static final int[] ANTILOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int logMax;
    private final int shift;
    private final int[] differences = new int[ZEROS + 1];
    private final int[] zeros = new int[ZEROS + 1];
    private int log;
    private int scale;
    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int reconstructed2;
    private int partial1;
    private int partial2;
    private int zeroPrediction;
    private int prediction;

    /**
     * A band at rest.
     *
     * @param scale where the quantiser's scale begins
     * @param logMax where its logarithm ends
     * @param shift of the antilogarithm
     */
    SubBand(int scale, int logMax, int shift) {
        this.scale = scale;
        this.logMax = logMax;
        this.shift = shift;
    }

    /** The predicted sample. */
    int prediction() {
        return prediction;
    }

    /** The quantiser's step. */
    int scale() {
        return scale;
    }

    /** Adapts the scale by what the code just seen says of it (LOGSCL, SCALEL; LOGSCH, SCALEH). */
    void scaleBy(int multiplier) {
        log = Math.max(0, Math.min(logMax, ((log * 127) >> 7) + multiplier));
        int mantissa = ANTILOG[(log >> 6) & 31];
        int exponent = shift - (log >> 11);
        scale = (exponent < 0 ? mantissa << -exponent : mantissa >> exponent) << 2;
    }

    /** Takes in the difference that was coded, and predicts the next sample (section 6.2.1.4, block 4). */
    void adapt(int difference) {
        int reconstructed = saturated(prediction + difference);
        int partial = saturated(zeroPrediction + difference);
        int nextPole2 = secondPole(partial);
        int nextPole1 = firstPole(partial, nextPole2);
        adaptZeros(difference);
        pole1 = nextPole1;
        pole2 = nextPole2;
        partial2 = partial1;
        partial1 = partial;
        reconstructed2 = reconstructed1;
        reconstructed1 = reconstructed;
        predict();
    }

    /** UPPOL2. */
    private int secondPole(int partial) {
        int four = saturated(pole1 << 2);
        int first = sameSign(partial, partial1) ? Math.min(Short.MAX_VALUE, -four) : four;
        int second = sameSign(partial, partial2) ? 128 : -128;
        int sum = second + (first >> 7) + ((pole2 * 32_512) >> 15);
        return Math.max(-12_288, Math.min(12_288, sum));
    }

    /** UPPOL1. */
    private int firstPole(int partial, int nextPole2) {
        int step = sameSign(partial, partial1) ? 192 : -192;
        int limit = saturated(15_360 - nextPole2);
        return Math.max(-limit, Math.min(limit, saturated(step + ((pole1 * 32_640) >> 15))));
    }

    /** UPZERO and the delays of the differences. */
    private void adaptZeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        for (int i = ZEROS; i > 0; i--) {
            int signed = sameSign(difference, differences[i]) ? step : -step;
            zeros[i] = saturated(signed + ((zeros[i] * 32_640) >> 15));
            differences[i] = i == 1 ? difference : differences[i - 1];
        }
    }

    /** FILTEP, FILTEZ and PREDIC. */
    private void predict() {
        int byPoles = saturated(
                ((pole1 * saturated(2 * reconstructed1)) >> 15) + ((pole2 * saturated(2 * reconstructed2)) >> 15));
        int byZeros = 0;
        for (int i = ZEROS; i > 0; i--) {
            byZeros += (zeros[i] * saturated(2 * differences[i])) >> 15;
        }
        zeroPrediction = saturated(byZeros);
        prediction = saturated(byPoles + zeroPrediction);
    }

    private static boolean sameSign(int one, int other) {
        return (one ^ other) >= 0;
    }

    private static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
