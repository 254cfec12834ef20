package dev.tandem.event;

import java.time.Duration;

/** How long to wait before an event is sent again: doubling from a quarter of a second to half an hour, with jitter. Pure. */
final class Backoff {

    private static final long FIRST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(30).toNanos();
    private static final int DOUBLINGS_MAX = 20;

    private Backoff() {}

    /**
     * The wait.
     *
     * @param attempts how often it was sent, at least 1
     * @param random from 0 to 1: spreads what failed together over half to one and a half times the wait
     */
    static long nanos(int attempts, double random) {
        long doubled = FIRST_NANOS << Math.min(attempts - 1, DOUBLINGS_MAX);
        return (long) (Math.min(doubled, LONGEST_NANOS) * (0.5 + random));
    }
}
