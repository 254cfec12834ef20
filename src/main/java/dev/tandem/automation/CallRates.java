package dev.tandem.automation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast calls may be placed: one token bucket a name, a second's worth deep. Thread-safe; it remembers the names used
 * last, and one that was forgotten begins full.
 */
final class CallRates {

    private static final int NAMES_MAX = 10_000;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > NAMES_MAX;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filledNanos;
    }

    /** Takes one call from a name's allowance; false when it is used up for now. */
    synchronized boolean take(String name, int perSecond, long nowNanos) {
        Bucket bucket = buckets.computeIfAbsent(name, unknown -> full(perSecond, nowNanos));
        double earned = (nowNanos - bucket.filledNanos) / NANOS_PER_SECOND * perSecond;
        bucket.tokens = Math.min(perSecond, bucket.tokens + earned);
        bucket.filledNanos = nowNanos;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    private static Bucket full(int perSecond, long nowNanos) {
        Bucket bucket = new Bucket();
        bucket.tokens = perSecond;
        bucket.filledNanos = nowNanos;
        return bucket;
    }
}
