package dev.tandem.access.quota;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses where quotas are counted. */
public class QuotaBeans {

    private static final int BUCKETS_MAX = 20_000;

    @Produces
    @Singleton
    QuotaStore quotas() {
        return new TokenBuckets(BUCKETS_MAX);
    }
}
