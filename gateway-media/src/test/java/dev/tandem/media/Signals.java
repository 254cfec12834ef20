package dev.tandem.media;

import java.util.function.IntToDoubleFunction;

/** Test signals by sample number. */
public final class Signals {
    private Signals() {}

    /** A voice-like signal: gliding pitch, harmonics from 300 Hz up falling off, syllables. Different pitches are unlike each other. */
    public static IntToDoubleFunction voice(int pitchHz) {
        return voice(pitchHz, 8_000);
    }

    /** The same at another rate than 8000 Hz. */
    public static IntToDoubleFunction voice(int pitchHz, int sampleRateHz) {
        return sample -> {
            double t = (double) sample / sampleRateHz;
            double phase = 2 * Math.PI * (pitchHz * t + 6 * Math.sin(2 * Math.PI * 0.9 * t));
            double sum = 0;
            for (int harmonic = 3; harmonic <= 9; harmonic++) {
                sum += Math.sin(harmonic * phase) / harmonic;
            }
            double syllable = 0.25 + 0.75 * Math.pow(Math.sin(2 * Math.PI * 1.7 * t + pitchHz), 2);
            return 9_000 * syllable * sum;
        };
    }

    /** Fills a frame with the signal from sample {@code from} on. */
    public static void fill(short[] frame, IntToDoubleFunction signal, int from) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) signal.applyAsDouble(from + i);
        }
    }
}
