package dev.tandem.media.pcm;

/**
 * A factor that never jumps: it goes to what it is set to in a straight line over one frame. Whole numbers throughout, so
 * that 1 at rest leaves samples exactly as they are. One owner.
 */
public final class Ramp {
    private static final int FRACTION_BITS = 12;

    /** The factor 1. */
    public static final int ONE = 1 << FRACTION_BITS;

    /** The factor 10, or +20 dB: the most whose product with a sample fits an int. */
    public static final int MAX = 10 * ONE;

    private int value;
    private int target;

    /** A ramp that begins at zero. */
    public Ramp() {}

    /** Where to go with the next frame, in parts of {@link #ONE}; at most {@link #MAX}. */
    public void to(int newTarget) {
        target = newTarget;
    }

    /** Goes there at once. */
    public void at(int factor) {
        value = factor;
        target = factor;
    }

    /** Whether nothing comes through now and nothing will with the next frame. */
    public boolean shut() {
        return value == 0 && target == 0;
    }

    /** Whether the next frame comes through as it is. */
    public boolean unity() {
        return value == ONE && target == ONE;
    }

    /** Whether the next frame has the same factor from beginning to end. */
    public boolean level() {
        return value == target;
    }

    /** Writes the frame times the factor, and arrives at the target. */
    public void apply(short[] frame, int[] out) {
        int samples = frame.length;
        if (unity()) {
            for (int i = 0; i < samples; i++) {
                out[i] = frame[i];
            }
            return;
        }
        if (value == target) {
            int factor = value;
            for (int i = 0; i < samples; i++) {
                out[i] = (frame[i] * factor) >> FRACTION_BITS;
            }
            return;
        }
        for (int i = 0; i < samples; i++) {
            out[i] = (frame[i] * between(i + 1, samples)) >> FRACTION_BITS;
        }
        value = target;
    }

    private int between(int part, int samples) {
        return value + (target - value) * part / samples;
    }

    /** Multiplies the frame by the factor in place, for factors up to {@link #ONE}; arrives at the target. */
    public void apply(int[] frame) {
        int samples = frame.length;
        for (int i = 0; i < samples; i++) {
            frame[i] = (int) ((frame[i] * (long) between(i + 1, samples)) >> FRACTION_BITS);
        }
        value = target;
    }
}
