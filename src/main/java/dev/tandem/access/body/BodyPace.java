package dev.tandem.access.body;

import java.time.Duration;

/** How slowly a request body may arrive: somebody who holds a connection must use it. Pure. */
final class BodyPace {

    /** All of a small body, and the first octets of any other. */
    static final Duration GRACE = Duration.ofSeconds(10);

    static final int OCTETS_PER_SECOND_MIN = 1024;

    private BodyPace() {}

    /** Whether {@code octets} in {@code elapsed} are too few; seldom asked for, so streams may pause between. */
    static boolean tooSlow(long octets, Duration elapsed) {
        long millis = elapsed.minus(GRACE).toMillis();
        return millis >= 0 && octets * 1000 <= millis * OCTETS_PER_SECOND_MIN;
    }
}
