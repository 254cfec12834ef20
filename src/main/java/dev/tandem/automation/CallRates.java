package dev.tandem.automation;

import java.util.LinkedHashMap;
import java.util.List;
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

    /** How fast somebody, or a caller ID, may place calls. */
    record Allowance(String name, int perSecond) {}

    /** Takes one call from all of these; false, and none taken, when one of them is used up for now. */
    synchronized boolean take(List<Allowance> allowances, long nowNanos) {
        List<Bucket> filled =
                allowances.stream().map(each -> filled(each, nowNanos)).toList();
        boolean enough = filled.stream().allMatch(bucket -> bucket.tokens >= 1);
        if (enough) {
            filled.forEach(bucket -> bucket.tokens--);
        }
        return enough;
    }

    private Bucket filled(Allowance allowance, long nowNanos) {
        int most = allowance.perSecond();
        Bucket bucket = buckets.computeIfAbsent(allowance.name(), unknown -> full(most, nowNanos));
        double earned = (nowNanos - bucket.filledNanos) / NANOS_PER_SECOND * most;
        bucket.tokens = Math.min(most, bucket.tokens + earned);
        bucket.filledNanos = nowNanos;
        return bucket;
    }

    private static Bucket full(int perSecond, long nowNanos) {
        Bucket bucket = new Bucket();
        bucket.tokens = perSecond;
        bucket.filledNanos = nowNanos;
        return bucket;
    }
}
