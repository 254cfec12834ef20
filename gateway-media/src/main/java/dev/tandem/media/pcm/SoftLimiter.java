package dev.tandem.media.pcm;

/**
 * Makes 16-bit frames of sums that may be too loud. What fits passes exactly as it is. What does not is turned down as a
 * whole, within a millisecond, and comes up again slowly; what is too loud in that first millisecond is bent smoothly below
 * full scale. Nothing ever wraps or clips. One owner.
 */
public final class SoftLimiter {
    /** What passes untouched, and what loud frames are turned down to. */
    static final int CEILING = 29_000;

    private static final int HEADROOM = Short.MAX_VALUE - CEILING;
    private static final float RELEASE = 1.02f;
    private static final int ATTACKS_PER_FRAME = 20;

    private float gain = 1;

    /** Writes the frame as 16-bit samples. */
    public void limit(int[] mix, short[] out) {
        if (gain == 1 && fits(mix)) {
            copy(mix, out);
            return;
        }
        float fitting = Math.min(1, (float) CEILING / peak(mix));
        float next = Math.min(fitting, Math.min(1, gain * RELEASE));
        ride(mix, out, next);
        gain = next;
    }

    /**
     * Whether all of it fits. This and the copy are what nearly every frame takes: two loops, which take half as long as
     * one that does both.
     */
    private static boolean fits(int[] mix) {
        int exceeding = 0;
        for (int i = 0; i < mix.length; i++) {
            exceeding |= (CEILING - mix[i]) | (CEILING + mix[i]);
        }
        return exceeding >= 0;
    }

    private static void copy(int[] mix, short[] out) {
        for (int i = 0; i < mix.length; i++) {
            out[i] = (short) mix[i];
        }
    }

    private static int peak(int[] mix) {
        int peak = 1;
        for (int i = 0; i < mix.length; i++) {
            peak = Math.max(peak, Math.abs(mix[i]));
        }
        return peak;
    }

    /** Down within a millisecond, up over the whole frame. */
    private void ride(int[] mix, short[] out, float next) {
        int slope = next < gain ? mix.length / ATTACKS_PER_FRAME : mix.length;
        float step = (next - gain) / slope;
        for (int i = 0; i < mix.length; i++) {
            float factor = i < slope ? gain + step * i : next;
            out[i] = bent(mix[i] * factor);
        }
    }

    /** Above the ceiling a curve that leaves it without an edge and never reaches full scale. */
    private static short bent(float sample) {
        float excess = (Math.abs(sample) - CEILING) / HEADROOM;
        if (excess <= 0) {
            return (short) sample;
        }
        float magnitude = CEILING + HEADROOM * excess / (1 + excess);
        return (short) Math.copySign(magnitude, sample);
    }

    /** Goes on where another stands. */
    public void follow(SoftLimiter other) {
        gain = other.gain;
    }
}
