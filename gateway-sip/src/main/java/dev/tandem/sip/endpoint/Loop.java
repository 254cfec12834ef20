package dev.tandem.sip.endpoint;

import dev.tandem.sip.leg.LegLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One thread that owns the legs of some Call-IDs: messages, timers and wishes of their owners run on it in order. */
final class Loop implements LegLoop {
    /** Messages beyond this are dropped: their senders retransmit, and old messages are worth less than new ones. */
    static final int MESSAGES_QUEUED_MAX = 2_000;

    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final ThreadPoolExecutor thread;
    private final ScheduledExecutorService timer;

    /** @param timer wakes the loop; never does its work */
    Loop(String name, ScheduledExecutorService timer) {
        this.timer = timer;
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread made = new Thread(task, name);
                    made.setDaemon(true);
                    return made;
                },
                // What comes after the end has nobody left to come for.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Runs a task of a leg; these are bounded by the number of legs and are never dropped. */
    @Override
    public void execute(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a message from the network; false when the queue is full. */
    boolean offer(Runnable task) {
        if (thread.getQueue().size() >= MESSAGES_QUEUED_MAX) {
            return false;
        }
        execute(task);
        return true;
    }

    void stop() {
        thread.shutdownNow();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError | StackOverflowError mistake) {
            // Ours or the stack's, provoked by one message: the other calls of this loop must not pay for it.
            LOG.error("a SIP task failed", mistake);
        }
    }
}
