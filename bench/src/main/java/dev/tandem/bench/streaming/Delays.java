package dev.tandem.bench.streaming;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Delays that were measured, up to a number of them. Any thread. */
final class Delays {
    private final AtomicLongArray nanos;
    private final AtomicInteger count = new AtomicInteger();

    Delays(int max) {
        nanos = new AtomicLongArray(max);
    }

    int max() {
        return nanos.length();
    }

    void add(long delayNanos) {
        int at = count.getAndIncrement();
        if (at < nanos.length()) {
            nanos.set(at, delayNanos);
        }
    }

    /** e.g. {@code p50 12.1 ms, p95 20.3 ms, p99 22.0 ms, most 31.0 ms of 1980}. */
    String describe() {
        long[] sorted = new long[Math.min(count.get(), nanos.length())];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "none";
        }
        return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms of %d"
                .formatted(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1.0), sorted.length);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
    }
}
