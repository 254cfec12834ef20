package dev.tandem.access.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Quotas of this node, in memory. Bounded: the bucket used longest ago is forgotten, which is to say full again; by then it
 * mostly is. Thread-safe.
 */
public final class TokenBuckets implements QuotaStore {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int bucketsMax;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        double tokens;
        Instant filledAt;

        Bucket(double tokens, Instant filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        /** A clock set back fills nothing. */
        void fill(Quota quota, Instant now) {
            if (now.isAfter(filledAt)) {
                double seconds = Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND;
                tokens = Math.min(quota.burst(), tokens + seconds * quota.perSecond());
            }
            filledAt = now;
        }
    }

    /** Keeps at most {@code bucketsMax} buckets. */
    public TokenBuckets(int bucketsMax) {
        this.bucketsMax = bucketsMax;
    }

    @Override
    public synchronized Duration take(String key, Quota quota, Instant now) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            makeRoom();
            bucket = new Bucket(quota.burst(), now);
            buckets.put(key, bucket);
        }
        bucket.fill(quota, now);
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / quota.perSecond() * NANOS_PER_SECOND));
    }

    private void makeRoom() {
        if (buckets.size() == bucketsMax) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
