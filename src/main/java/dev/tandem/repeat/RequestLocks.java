package dev.tandem.repeat;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One request of an id at a time on this node; its repetition waits for the first's answer. Between nodes the store's key
 * does the same. No more locks are held than there are workers, so they need no bound of their own. Thread-safe.
 */
final class RequestLocks {

    private final Map<String, CountDownLatch> endById = new ConcurrentHashMap<>();
    private final Duration wait;

    /** Locks that are waited for this long. */
    RequestLocks(Duration wait) {
        this.wait = wait;
    }

    /** Locks {@code id}; refuses with 409 when it stays locked by another. {@link #unlock} ends it. */
    void lock(String id) {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        CountDownLatch end = new CountDownLatch(1);
        for (CountDownLatch first = endById.putIfAbsent(id, end); first != null; first = endById.putIfAbsent(id, end)) {
            if (!await(first, deadlineNanos - System.nanoTime())) {
                throw new AcsException(
                        409,
                        AcsError.of("RequestInProgress", "The same request is still being worked on."),
                        Map.of("Retry-After", "1"));
            }
        }
    }

    /** Lets the next request of {@code id} in. */
    void unlock(String id) {
        CountDownLatch end = endById.remove(id);
        if (end != null) {
            end.countDown();
        }
    }

    private static boolean await(CountDownLatch first, long nanos) {
        try {
            return first.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
