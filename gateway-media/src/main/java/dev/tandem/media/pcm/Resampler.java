package dev.tandem.media.pcm;

import java.util.Arrays;

/**
 * Changes the rate of a stream of 20 ms frames by a fraction of small whole numbers: a polyphase filter, a Kaiser-windowed
 * sinc of {@value #TAPS} taps at the lower of both rates. Delays by half of them: 2 ms between 8 kHz and anything, 1 ms
 * between 16 kHz and anything above.
 *
 * <p>Going from {@code in} to {@code out} is to put {@code up - 1} zeros between samples, filter, and keep one of every
 * {@code down} samples. Neither the zeros nor the samples thrown away are ever computed: output {@code g * up + p} needs
 * every {@code up}-th coefficient only, and reads the input at a stride of {@code down}. The input is therefore dealt out to
 * {@code down} lanes first, so that the inner loop runs along a lane for all {@code g} at once and vectorises.
 *
 * <p>Preallocated; one owner.
 */
public final class Resampler {
    private static final int TAPS = 32;
    private static final double KAISER_BETA = 6;
    /** The middle of the transition, as a part of the lower Nyquist frequency. */
    private static final double CUTOFF = 0.92;

    private final int up;
    private final int down;
    private final int groups;
    private final int lead;
    private final float[][] phases;
    private final float[][] lanes;
    private final float[] sums;

    /** From one rate to another; both divisible by 8000 Hz. */
    public Resampler(int inHz, int outHz) {
        int common = greatestCommonDivisor(inHz, outHz);
        up = outHz / common;
        down = inHz / common;
        groups = inHz / 50 / down;
        int phaseTaps = TAPS * Math.max(up, down) / up;
        lead = (phaseTaps - 1 + down - 1) / down;
        phases = phases(phaseTaps);
        lanes = new float[down][lead + groups];
        sums = new float[groups];
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private float[][] phases(int phaseTaps) {
        int length = phaseTaps * up;
        double middle = (length - 1) / 2.0;
        double cutoff = CUTOFF / Math.max(up, down);
        float[][] made = new float[up][phaseTaps];
        for (int i = 0; i < length; i++) {
            double x = i - middle;
            double sinc = x == 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
            made[i % up][i / up] = (float) (up * sinc * kaiser(x / (middle + 1)));
        }
        return made;
    }

    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** The modified Bessel function of order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /** Turns one frame at the one rate into one at the other. */
    public void resample(short[] in, short[] out) {
        deal(in);
        for (int phase = 0; phase < up; phase++) {
            filter(phases[phase * down % up], phase * down / up);
            for (int group = 0; group < groups; group++) {
                out[group * up + phase] = rounded(sums[group]);
            }
        }
    }

    private void deal(short[] in) {
        for (int lane = 0; lane < down; lane++) {
            float[] samples = lanes[lane];
            System.arraycopy(samples, groups, samples, 0, lead);
            for (int group = 0; group < groups; group++) {
                samples[lead + group] = in[group * down + lane];
            }
        }
    }

    /** Sums the taps of one phase, for all groups; {@code first} is the newest input its first output reads. */
    private void filter(float[] taps, int first) {
        Arrays.fill(sums, 0);
        for (int tap = 0; tap < taps.length; tap++) {
            int sample = first - tap;
            float[] lane = lanes[Math.floorMod(sample, down)];
            accumulate(lane, lead + Math.floorDiv(sample, down), taps[tap]);
        }
    }

    private void accumulate(float[] lane, int from, float factor) {
        for (int group = 0; group < groups; group++) {
            sums[group] += factor * lane[from + group];
        }
    }

    private static short rounded(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }

    /** Goes on where another of the same rates stands, so that a stream may change over without a step. */
    public void follow(Resampler other) {
        for (int lane = 0; lane < down; lane++) {
            System.arraycopy(other.lanes[lane], 0, lanes[lane], 0, lanes[lane].length);
        }
    }
}
