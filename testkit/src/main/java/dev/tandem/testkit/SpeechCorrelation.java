package dev.tandem.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether what was heard is what was said: normalised cross-correlation in windows of two seconds (8000 Hz), at the
 * lag that fits best. 1.0 is the same audio, unrelated speech stays below 0.2.
 */
public final class SpeechCorrelation {

    private static final int RATE_HZ = 8000;
    private static final int WINDOW_SAMPLES = 2 * RATE_HZ;
    private static final int COARSE_STEP_SAMPLES = 4;
    /** Quieter windows are pauses between sentences. */
    private static final double SPEECH_RMS = 300;

    private SpeechCorrelation() {}

    /** The best correlation of each two-second speech window of {@code said} anywhere in {@code heard}, pauses left out. */
    public static List<Double> windows(short[] said, short[] heard) {
        double[] reference = bandPass(said);
        double[] recording = bandPass(heard);
        List<Double> best = new ArrayList<>();
        for (int start = 0; start + WINDOW_SAMPLES <= reference.length; start += WINDOW_SAMPLES) {
            if (rms(said, start) >= SPEECH_RMS) {
                best.add(bestMatch(reference, start, recording));
            }
        }
        return best;
    }

    /** How many of the windows correlate at least so much, as a share of all. */
    public static double share(List<Double> windows, double atLeast) {
        return windows.isEmpty()
                ? 0
                : (double) windows.stream().filter(value -> value >= atLeast).count() / windows.size();
    }

    private static double bestMatch(double[] reference, int start, double[] recording) {
        double best = 0;
        int bestLag = 0;
        for (int lag = 0; lag + WINDOW_SAMPLES <= recording.length; lag++) {
            double value = correlation(reference, start, recording, lag, COARSE_STEP_SAMPLES);
            if (value > best) {
                best = value;
                bestLag = lag;
            }
        }
        return bestLag + WINDOW_SAMPLES <= recording.length ? correlation(reference, start, recording, bestLag, 1) : 0;
    }

    private static double correlation(double[] one, int oneStart, double[] other, int otherStart, int step) {
        double product = 0;
        double oneEnergy = 0;
        double otherEnergy = 0;
        for (int i = 0; i < WINDOW_SAMPLES; i += step) {
            double a = one[oneStart + i];
            double b = other[otherStart + i];
            product += a * b;
            oneEnergy += a * a;
            otherEnergy += b * b;
        }
        double energy = Math.sqrt(oneEnergy * otherEnergy);
        return energy == 0 ? 0 : product / energy;
    }

    /** Keeps what a telephone carries: a two-pole high pass at 200 Hz; the rest is band-limited by the rate. */
    private static double[] bandPass(short[] samples) {
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
