package dev.tandem.media.tap;

/**
 * Decides when sound that has come is said: at once, as long as it keeps coming in time; a little later, once it was seen
 * to come unevenly. Counts time in calls, one every 20 ms. Owned by one media loop.
 */
final class Cushion {
    static final int FRAME_MILLIS = 20;
    static final int MILLIS_MIN = 20;
    static final int MILLIS_MAX = 120;

    /** A pause longer than this is the end of what was said, not sound that is late. */
    private static final int LATE_FRAMES_MAX = 10;

    /** An interruption so long after the one before is a stall, which may be the only one: 8 s. */
    private static final int FORGOTTEN_FRAMES = 400;

    /** So long without an interruption makes it thinner again: 10 s. */
    private static final int CALM_FRAMES = 500;

    private int millis = MILLIS_MIN;
    private boolean saying;
    private int framesWaited;
    private int framesDry = LATE_FRAMES_MAX;
    private int framesCalm;
    private int framesSinceLate = FORGOTTEN_FRAMES;
    private long interruptions;

    /** Whether to say what waits now. */
    boolean lets(long queuedMillis) {
        framesSinceLate = Math.min(framesSinceLate + 1, FORGOTTEN_FRAMES);
        if (saying) {
            calm();
            return true;
        }
        if (queuedMillis <= 0) {
            framesDry = Math.min(framesDry + 1, LATE_FRAMES_MAX);
            return false;
        }
        if (framesDry < LATE_FRAMES_MAX) {
            wasLate();
        }
        if (queuedMillis < millis && framesWaited * FRAME_MILLIS < millis) {
            framesWaited++;
            return false;
        }
        saying = true;
        framesWaited = 0;
        return true;
    }

    /** There is nothing more to say for now. */
    void ranDry() {
        if (saying) {
            saying = false;
            framesDry = 0;
        }
    }

    /** What came now had not been the beginning of something new: it was late. */
    private void wasLate() {
        framesDry = LATE_FRAMES_MAX;
        framesCalm = 0;
        interruptions++;
        // One teaches nothing: to wait for the next one would cost latency all the time.
        if (framesSinceLate < FORGOTTEN_FRAMES) {
            millis = Math.min(millis + FRAME_MILLIS, MILLIS_MAX);
        }
        framesSinceLate = 0;
    }

    /** How often sound came too late. */
    long interruptions() {
        return interruptions;
    }

    /** What waited was taken back: the next sound is a new beginning. */
    void startAnew() {
        saying = false;
        framesWaited = 0;
        framesDry = LATE_FRAMES_MAX;
    }

    private void calm() {
        framesCalm++;
        if (framesCalm == CALM_FRAMES) {
            framesCalm = 0;
            millis = Math.max(millis - FRAME_MILLIS, MILLIS_MIN);
        }
    }

    int millis() {
        return millis;
    }
}
