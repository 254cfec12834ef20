package dev.tandem.media.engine;

/**
 * Whether one more call may come: none above {@value #REFUSES_ABOVE} of a core on the idlest media loop, for past that
 * latency grows for everybody; again below {@value #ADMITS_BELOW}, so that it does not flicker. Any thread.
 */
final class Admission {
    static final double REFUSES_ABOVE = 0.75;
    static final double ADMITS_BELOW = 0.70;

    private volatile boolean open = true;

    /** The verdict at this utilisation, 0 to 1. */
    boolean admits(double utilisation) {
        if (utilisation > REFUSES_ABOVE) {
            open = false;
        } else if (utilisation < ADMITS_BELOW) {
            open = true;
        }
        return open;
    }
}
