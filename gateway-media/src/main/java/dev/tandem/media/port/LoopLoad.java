package dev.tandem.media.port;

/**
 * How busy a media loop is, measured: the share of the last half second that it spent on work instead of waiting. What
 * follows from it for the Opus encoders is kept beside it.
 *
 * <p>Written by the loop, read by any thread.
 */
final class LoopLoad {
    static final long WINDOW_NANOS = 500_000_000L;

    private final OpusEffort effort;
    private long windowStartNanos;
    private long busyNanos;
    private volatile double utilisation;

    LoopLoad(OpusEffort effort) {
        this.effort = effort;
    }

    /** The loop worked during that time; the gaps between such times are rest. Loop thread. */
    void worked(long fromNanos, long toNanos) {
        busyNanos += toNanos - fromNanos;
        if (toNanos - windowStartNanos >= WINDOW_NANOS) {
            utilisation = Math.min(1, (double) busyNanos / (toNanos - windowStartNanos));
            effort.follow(utilisation);
            windowStartNanos = toNanos;
            busyNanos = 0;
        }
    }

    /** 0 to 1. */
    double utilisation() {
        return utilisation;
    }

    OpusEffort effort() {
        return effort;
    }
}
