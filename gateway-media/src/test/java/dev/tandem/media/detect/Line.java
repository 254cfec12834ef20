package dev.tandem.media.detect;

import java.util.Arrays;
import java.util.Random;

/** What comes down a line, made up: a voice, a tone, silence; all with a little noise. */
final class Line {

    private final int rateHz;
    private final Random random = new Random(1);
    private double[] samples = new double[0];

    Line() {
        this(8_000);
    }

    Line(int rateHz) {
        this.rateHz = rateHz;
    }

    int rateHz() {
        return rateHz;
    }

    /** A voice: a buzz of 110 to 150 Hz through two resonances that wander, in syllables of 180 ms. */
    Line talk(int millis) {
        double phase = 0;
        double[] first = new double[2];
        double[] second = new double[2];
        double[] said = new double[millis * rateHz / 1_000];
        for (int n = 0; n < said.length; n++) {
            double seconds = (double) n / rateHz;
            double pitchHz = 130 + 20 * Math.sin(2 * Math.PI * 0.7 * seconds);
            phase += pitchHz / rateHz;
            double pulse = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
            double open = Math.max(0.05, Math.abs(Math.sin(Math.PI * seconds / 0.18)));
            double voiced = resonate(pulse, 500 + 200 * Math.sin(2 * Math.PI * 1.9 * seconds), first);
            said[n] = open * 9_000 * resonate(voiced, 1_500 + 500 * Math.sin(2 * Math.PI * 1.3 * seconds), second);
        }
        return add(said);
    }

    private double resonate(double input, double hertz, double[] memory) {
        double radius = 0.96;
        double output =
                input + 2 * radius * Math.cos(2 * Math.PI * hertz / rateHz) * memory[0] - radius * radius * memory[1];
        memory[1] = memory[0];
        memory[0] = output;
        return output * 0.2;
    }

    Line tone(double hertz, int millis) {
        double[] said = new double[millis * rateHz / 1_000];
        for (int n = 0; n < said.length; n++) {
            said[n] = 6_000 * Math.sin(2 * Math.PI * hertz * n / rateHz);
        }
        return add(said);
    }

    Line silence(int millis) {
        return add(new double[millis * rateHz / 1_000]);
    }

    private Line add(double[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
        return this;
    }

    short[][] frames() {
        int frameSamples = rateHz / 50;
        short[][] frames = new short[samples.length / frameSamples][frameSamples];
        for (int n = 0; n < frames.length * frameSamples; n++) {
            double noisy = samples[n] + random.nextGaussian() * 20;
            frames[n / frameSamples][n % frameSamples] =
                    (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, noisy));
        }
        return frames;
    }
}
