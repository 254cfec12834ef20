package dev.tandem.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The call loops: one thread each, every call on exactly one of them, chosen by its Call-ID.
 *
 * <p>Thread-safe. Queues are bounded; what does not fit is dropped and counted, and the SIP timers end such a call.
 */
public final class CallLoops implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CallLoops.class);
    private static final int QUEUE_EVENTS_MAX = 20_000;

    private final List<ThreadPoolExecutor> loops = new ArrayList<>();
    private final LongAdder dropped = new LongAdder();

    public CallLoops(int count) {
        for (int i = 0; i < count; i++) {
            String name = "call-loop-" + i;
            loops.add(new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE_EVENTS_MAX),
                    task -> new Thread(task, name)));
        }
    }

    /** The loop that owns the call with this Call-ID. Tasks never throw out of it. */
    public Executor loopFor(String sipCallId) {
        ThreadPoolExecutor loop = loops.get(Math.floorMod(sipCallId.hashCode(), loops.size()));
        return task -> submit(loop, task);
    }

    /** How many events were dropped since start. */
    public long dropped() {
        return dropped.sum();
    }

    private void submit(ThreadPoolExecutor loop, Runnable task) {
        try {
            loop.execute(() -> runSafely(task));
        } catch (RejectedExecutionException full) {
            dropped.increment();
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            // A fault in one call must not stop the others on this loop.
            LOG.error("a call event failed", fault);
        }
    }

    @Override
    public void close() {
        loops.forEach(ThreadPoolExecutor::shutdown);
    }
}
