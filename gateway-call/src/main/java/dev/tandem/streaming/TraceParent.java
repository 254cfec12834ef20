package dev.tandem.streaming;

import java.util.concurrent.ThreadLocalRandom;

/** The {@code traceparent} header of W3C Trace Context, by which a bot's traces can be joined with ours. */
final class TraceParent {
    static final String HEADER = "traceparent";

    private TraceParent() {}

    /** A new trace, sampled. */
    static String begun() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Identifiers of all zeros are invalid: 1 keeps them off.
        return "00-%016x%016x-%016x-01".formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }
}
