package dev.tandem.access.quota;

import java.time.Duration;
import java.time.Instant;

/** Counts requests against quotas. Called on event loops: answers at once. */
public interface QuotaStore {

    /**
     * Takes one request of {@code quota} for {@code key}; how long to wait for it instead when there is none, else zero.
     */
    Duration take(String key, Quota quota, Instant now);
}
