package dev.tandem.media.detect;

import java.util.Arrays;
import java.util.Random;

/** What comes down a line, made up: a voice, a tone, silence; all with a little noise. 8000 Hz. */
final class Line {

    private static final int RATE_HZ = 8_000;
    private static final int FRAME_SAMPLES = 160;

    private final Random random = new Random(1);
    private double[] samples = new double[0];

    /** A voice: a buzz of 110 to 150 Hz through two resonances that wander, in syllables of 180 ms. */
    Line talk(int millis) {
        double phase = 0;
        double[] first = new double[2];
        double[] second = new double[2];
        double[] said = new double[millis * RATE_HZ / 1_000];
        for (int n = 0; n < said.length; n++) {
            double seconds = (double) n / RATE_HZ;
            double pitchHz = 130 + 20 * Math.sin(2 * Math.PI * 0.7 * seconds);
            phase += pitchHz / RATE_HZ;
            double pulse = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
            double open = Math.max(0.05, Math.abs(Math.sin(Math.PI * seconds / 0.18)));
            double voiced = resonate(pulse, 500 + 200 * Math.sin(2 * Math.PI * 1.9 * seconds), first);
            said[n] = open * 9_000 * resonate(voiced, 1_500 + 500 * Math.sin(2 * Math.PI * 1.3 * seconds), second);
        }
        return add(said);
    }

    private static double resonate(double input, double hertz, double[] memory) {
        double radius = 0.96;
        double output =
                input + 2 * radius * Math.cos(2 * Math.PI * hertz / RATE_HZ) * memory[0] - radius * radius * memory[1];
        memory[1] = memory[0];
        memory[0] = output;
        return output * 0.2;
    }

    Line tone(double hertz, int millis) {
        double[] said = new double[millis * RATE_HZ / 1_000];
        for (int n = 0; n < said.length; n++) {
            said[n] = 6_000 * Math.sin(2 * Math.PI * hertz * n / RATE_HZ);
        }
        return add(said);
    }

    Line silence(int millis) {
        return add(new double[millis * RATE_HZ / 1_000]);
    }

    private Line add(double[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
        return this;
    }

    short[][] frames() {
        short[][] frames = new short[samples.length / FRAME_SAMPLES][FRAME_SAMPLES];
        for (int n = 0; n < frames.length * FRAME_SAMPLES; n++) {
            double noisy = samples[n] + random.nextGaussian() * 20;
            frames[n / FRAME_SAMPLES][n % FRAME_SAMPLES] =
                    (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, noisy));
        }
        return frames;
    }
}
