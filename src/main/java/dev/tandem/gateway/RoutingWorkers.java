package dev.tandem.gateway;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The threads on which calls are routed: theirs alone, so that no amount of REST requests makes a caller wait. */
final class RoutingWorkers implements Executor, AutoCloseable {

    /** Half of the database's connections: more would only wait for one. */
    private static final int THREADS = 8;
    /** Some seconds of calls; who waits longer has hung up. */
    private static final int WAITING_MAX = 1000;

    private final LongAdder refused = new LongAdder();
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task -> new Thread(task, "call-routing-" + made.incrementAndGet()));

    RoutingWorkers() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable decision) {
        try {
            threads.execute(decision);
        } catch (RejectedExecutionException full) {
            refused.increment();
            throw full;
        }
    }

    /** How many decisions found the queue full. */
    long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
