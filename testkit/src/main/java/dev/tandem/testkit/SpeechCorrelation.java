package dev.tandem.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether what was heard is what was said: normalised cross-correlation in windows of two seconds (8000 Hz). 1.0 is
 * the same audio, unrelated speech stays below 0.5.
 *
 * <p>Jitter buffers, the browser's above all, stretch and shrink speech by tens of milliseconds while they adapt. So each
 * quarter of a window is aligned by itself, near the place where the best quarter was found.
 */
public final class SpeechCorrelation {

    private static final int RATE_HZ = 8000;
    private static final int PIECES = 4;
    private static final int PIECE_SAMPLES = RATE_HZ / 2;
    private static final int WINDOW_SAMPLES = PIECES * PIECE_SAMPLES;
    private static final int DRIFT_SAMPLES = RATE_HZ / 4;
    private static final int COARSE_STEP_SAMPLES = 4;
    /** Quieter windows are pauses between sentences. */
    private static final double SPEECH_RMS = 300;

    private final double[] said;
    private final double[] heard;

    private SpeechCorrelation(double[] said, double[] heard) {
        this.said = said;
        this.heard = heard;
    }

    /** The correlation of each two-second speech window of {@code said} with its best place in {@code heard}. */
    public static List<Double> windows(short[] said, short[] heard) {
        SpeechCorrelation compared = new SpeechCorrelation(highPass(said), highPass(heard));
        List<Double> values = new ArrayList<>();
        for (int start = 0; start + WINDOW_SAMPLES <= said.length; start += WINDOW_SAMPLES) {
            if (rms(said, start) >= SPEECH_RMS) {
                values.add(Math.round(100 * compared.window(start)) / 100.0);
            }
        }
        return values;
    }

    /** How many of the windows correlate at least so much, as a share of all. */
    public static double share(List<Double> windows, double atLeast) {
        return windows.isEmpty()
                ? 0
                : (double) windows.stream().filter(value -> value >= atLeast).count() / windows.size();
    }

    private double window(int start) {
        int shift = 0;
        double best = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            int from = start + piece * PIECE_SAMPLES;
            int at = place(from, 0, heard.length);
            double value = at < 0 ? 0 : sums(from, at, 1).correlation();
            if (value > best) {
                best = value;
                shift = at - from;
            }
        }
        return aligned(start, shift);
    }

    private double aligned(int start, int shift) {
        Sums all = new Sums(0, 0, 0);
        for (int piece = 0; piece < PIECES; piece++) {
            int from = start + piece * PIECE_SAMPLES;
            int at = place(from, from + shift - DRIFT_SAMPLES, from + shift + DRIFT_SAMPLES);
            // What was cut off counts as silence.
            all = all.plus(at < 0 ? new Sums(0, energy(from), 0) : sums(from, at, 1));
        }
        return all.correlation();
    }

    /** Where in {@code heard}, between two places, a piece fits best; -1 when there is no room for it. */
    private int place(int from, int first, int last) {
        int bestAt = -1;
        double best = Double.NEGATIVE_INFINITY;
        int end = Math.min(last, heard.length - PIECE_SAMPLES);
        for (int at = Math.max(0, first); at <= end; at++) {
            double value = sums(from, at, COARSE_STEP_SAMPLES).correlation();
            if (value > best) {
                best = value;
                bestAt = at;
            }
        }
        return bestAt;
    }

    private Sums sums(int from, int at, int step) {
        double product = 0;
        double saidEnergy = 0;
        double heardEnergy = 0;
        for (int i = 0; i < PIECE_SAMPLES; i += step) {
            double one = said[from + i];
            double other = heard[at + i];
            product += one * other;
            saidEnergy += one * one;
            heardEnergy += other * other;
        }
        return new Sums(product, saidEnergy, heardEnergy);
    }

    private double energy(int from) {
        double energy = 0;
        for (int i = 0; i < PIECE_SAMPLES; i++) {
            energy += said[from + i] * said[from + i];
        }
        return energy;
    }

    private record Sums(double product, double saidEnergy, double heardEnergy) {
        Sums plus(Sums more) {
            return new Sums(product + more.product, saidEnergy + more.saidEnergy, heardEnergy + more.heardEnergy);
        }

        double correlation() {
            double energy = Math.sqrt(saidEnergy * heardEnergy);
            return energy == 0 ? 0 : product / energy;
        }
    }

    /** Keeps what a telephone carries: two poles at 200 Hz; the sample rate bounds the rest. */
    private static double[] highPass(short[] samples) {
        double[] filtered = new double[samples.length];
        double pole = Math.exp(-2 * Math.PI * 200 / RATE_HZ);
        for (int pass = 0; pass < 2; pass++) {
            double lastIn = 0;
            double lastOut = 0;
            for (int i = 0; i < samples.length; i++) {
                double in = pass == 0 ? samples[i] : filtered[i];
                lastOut = pole * (lastOut + in - lastIn);
                lastIn = in;
                filtered[i] = lastOut;
            }
        }
        return filtered;
    }

    private static double rms(short[] samples, int start) {
        double sum = 0;
        for (int i = start; i < start + WINDOW_SAMPLES; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / WINDOW_SAMPLES);
    }
}
