package dev.tandem.media.play;

/**
 * Brings a whole prompt to another rate by a polyphase windowed sinc: a step of L/M through L filters, each the ideal low
 * pass of the lower rate under a Kaiser window. For a worker.
 */
final class Resampling {
    private static final int ZERO_CROSSINGS = 16;
    private static final double KAISER_BETA = 8.0;
    /** How much of the lower rate's band passes: the rest is the slope of the filter. */
    private static final double PASS = 0.92;

    private final int up;
    private final int down;
    private final int reach;
    private final float[][] phases;

    private Resampling(int fromHz, int toHz) {
        int common = gcd(fromHz, toHz);
        up = toHz / common;
        down = fromHz / common;
        double cutoff = PASS * Math.min(1.0, (double) toHz / fromHz);
        reach = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        phases = new float[up][2 * reach];
        for (int phase = 0; phase < up; phase++) {
            fill(phases[phase], (double) phase / up, cutoff);
        }
    }

    /** The same sound at {@code toHz}. */
    static Prompt to(int toHz, Prompt prompt) {
        if (prompt.sampleRateHz() == toHz) {
            return prompt;
        }
        short[] in = new short[prompt.size()];
        prompt.copy(0, in, 0, in.length);
        return new Prompt(toHz, new Resampling(prompt.sampleRateHz(), toHz).apply(in));
    }

    private void fill(float[] taps, double fraction, double cutoff) {
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
            double distance = tap - (reach - 1) - fraction;
            double value = sinc(distance * cutoff) * kaiser(distance / reach);
            taps[tap] = (float) value;
            sum += value;
        }
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] /= (float) sum;
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** The modified Bessel function of order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 40; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private short[] apply(short[] in) {
        short[] out = new short[(int) ((long) in.length * up / down)];
        for (int i = 0; i < out.length; i++) {
            long position = (long) i * down;
            out[i] = at(in, (int) (position / up) - reach + 1, phases[(int) (position % up)]);
        }
        return out;
    }

    private static short at(short[] in, int first, float[] taps) {
        float sum = 0;
        int last = Math.min(taps.length, in.length - first);
        for (int tap = Math.max(0, -first); tap < last; tap++) {
            sum += taps[tap] * in[first + tap];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
