package dev.tandem.media.port;

/**
 * How hard the Opus encoders of a loop try: the most while there is time, one step less for every half
 * second that the loop is busier than {@value #BUSY}, one more for every half second below {@value #CALM}. At 24 kbit/s of
 * narrowband the lowest costs less than half and 0.02 of MOS, which is better than a late frame.
 *
 * <p>The gap between the two limits is wider than what one step changes, so that it does not swing. Written by the loop,
 * read by any thread.
 */
public final class OpusEffort {
    static final double BUSY = 0.60;
    static final double CALM = 0.40;

    private final int least;
    private final int most;
    private volatile int complexity;

    /** An effort between those two, 0 to 10, which begins at the most. */
    public OpusEffort(int least, int most) {
        this.least = least;
        this.most = most;
        complexity = most;
    }

    /** Takes the measured utilisation of the last window into account. Loop thread. */
    void follow(double utilisation) {
        int now = complexity;
        if (utilisation > BUSY) {
            complexity = Math.max(least, now - 1);
        } else if (utilisation < CALM) {
            complexity = Math.min(most, now + 1);
        }
    }

    /** What to try with now. */
    int complexity() {
        return complexity;
    }
}
