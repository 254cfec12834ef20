package dev.tandem.testkit;

import java.util.Arrays;
import java.util.function.Consumer;

/** Keeps the frames it is given, up to a bound, for comparison; thread-safe. */
public final class Recorder implements Consumer<short[]> {

    private static final int SAMPLES_MAX = 120 * 8000;

    private short[] samples = new short[8000];
    private int length;

    @Override
    public synchronized void accept(short[] frame) {
        if (length + frame.length > SAMPLES_MAX) {
            return;
        }
        if (length + frame.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + frame.length));
        }
        System.arraycopy(frame, 0, samples, length, frame.length);
        length += frame.length;
    }

    /** What was heard so far. */
    public synchronized short[] heard() {
        return Arrays.copyOf(samples, length);
    }

    /** How many milliseconds were heard so far (8000 Hz). */
    public synchronized long millis() {
        return length / 8;
    }
}
