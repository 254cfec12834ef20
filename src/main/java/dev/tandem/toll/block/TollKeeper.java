package dev.tandem.toll.block;

import dev.tandem.toll.TollPolicy;
import dev.tandem.toll.TollTrip;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks, events and used minutes behind the calls, on a thread of its own. A block that cannot be written is tried
 * again for as long as the process lives: it holds in memory meanwhile.
 */
@Singleton
class TollKeeper {

    private static final Logger LOG = Logger.getLogger(TollKeeper.class);
    private static final int TRIPS_WAITING_MAX = 10_000;
    private static final long AGAIN_SECONDS = 5;
    private static final long USAGE_SECONDS = 30;
    private static final long STOPS_WITHIN_SECONDS = 5;

    private final TollStore store;
    private final Clock clock;
    private final LongAdder dropped = new LongAdder();
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, TollKeeper::thread);
    private @Nullable TollPolicy watched;

    TollKeeper(TollStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keeps the trip if it is news. Any thread; never blocks. */
    void tripped(TollTrip trip) {
        if (!trip.isNews()) {
            return;
        }
        // Blocks are few and never dropped: each payer is blocked once.
        if (!trip.blocks() && worker.getQueue().size() >= TRIPS_WAITING_MAX) {
            dropped.increment();
        } else {
            later(() -> tell(trip), 0);
        }
    }

    private void later(Runnable task, long seconds) {
        try {
            var unused = worker.schedule(task, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            dropped.increment();
        }
    }

    private void tell(TollTrip trip) {
        LOG.warnf("toll fraud suspected: %s%s", trip.why(), trip.blocks() ? "; blocked until cleared" : "");
        keep(trip);
    }

    private void keep(TollTrip trip) {
        try {
            store.keep(trip);
        } catch (RuntimeException fault) {
            LOG.warnf(
                    "suspected toll fraud of %s is not kept yet: %s",
                    trip.call().payer().name(), fault);
            later(() -> keep(trip), AGAIN_SECONDS);
        }
    }

    /** From now on writes what accounts have used, every while. */
    void watch(TollPolicy policy) {
        watched = policy;
        var unused =
                worker.scheduleWithFixedDelay(() -> keepUsage(policy), USAGE_SECONDS, USAGE_SECONDS, TimeUnit.SECONDS);
    }

    void keepUsage(TollPolicy policy) {
        Map<String, Duration> usage = policy.usage(clock.instant());
        try {
            if (!usage.isEmpty()) {
                store.keep(usage);
            }
        } catch (RuntimeException fault) {
            LOG.warnf("the used minutes of %d accounts are not kept: %s", usage.size(), fault);
        }
    }

    /** How many trips were not told because too many waited. */
    long dropped() {
        return dropped.sum();
    }

    private static Thread thread(Runnable task) {
        Thread made = new Thread(task, "toll-keeper");
        made.setDaemon(true);
        return made;
    }

    /** Writes what is left, then stops. */
    @PreDestroy
    void stop() throws InterruptedException {
        if (watched != null) {
            keepUsage(watched);
        }
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.shutdown();
        if (!worker.awaitTermination(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("suspected toll fraud was not kept before shutdown");
        }
    }
}
