package dev.tandem.event;

import dev.tandem.config.TandemConfig;
import dev.tandem.event.CommittedRows.Batch;
import dev.tandem.event.DeliveryQueue.Due;
import dev.tandem.event.OutboxRows.Address;
import dev.tandem.store.StoreWatch;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Carries stored events to their receivers: at least once, in order per receiver and call, again and again until
 * {@code tandem.events.retry-for} is over. What survives a crash is the rows; everything in here is made anew from them.
 *
 * <p>One thread owns the queue and decides; workers read and write rows; replies come from Vert.x and are handed over.
 */
@Singleton
public class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int PENDING_MAX = 100_000;
    private static final int SENDING_MAX = 256;
    private static final int SENDING_PER_RECEIVER_MAX = 64;
    private static final int READ_ROWS = 2_000;
    private static final int WORKERS = 4;
    private static final int DELETE_ROWS = 100;
    private static final Duration DELETE_AFTER = Duration.ofMillis(100);
    private static final Duration STORE_RETRY = Duration.ofSeconds(1);

    private final OutboxRows rows;
    private final Webhook webhook;
    private final StoreWatch watch;
    private final Duration retryFor;
    private final Clock clock;
    private final DeliveryQueue queue = new DeliveryQueue(PENDING_MAX, SENDING_PER_RECEIVER_MAX);
    private final Backlog backlog = new Backlog();
    private final SplittableRandom random = new SplittableRandom();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "event-courier"));
    private final ExecutorService workers =
            Executors.newFixedThreadPool(WORKERS, task -> new Thread(task, "event-worker"));
    private final LongAdder delivered = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder buried = new LongAdder();

    private boolean started;
    private boolean reading;
    private int sending;
    private List<Long> settled = new ArrayList<>();
    private volatile int waiting;

    Courier(OutboxRows rows, Webhook webhook, StoreWatch watch, TandemConfig config, Clock clock) {
        this.watch = watch;
        this.rows = rows;
        this.webhook = webhook;
        this.retryFor = config.events().retryFor();
        this.clock = clock;
        // What rests for an hour rests in the store as well; a stop must not wait for it.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins with what an earlier life left behind. */
    public void start() {
        hand(() -> {
            started = true;
            pump();
        });
        deleteFromTimeToTime();
    }

    /** Rows were committed. */
    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) Batch batch) {
        List<Address> rows = List.copyOf(batch.rows());
        hand(() -> {
            for (Address row : rows) {
                if (backlog.takes(row.seq(), queue.isFull())) {
                    queue.add(row.seq(), row.lane(), row.receiver());
                }
            }
            pump();
        });
    }

    private void hand(Runnable task) {
        after(Duration.ZERO, task);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Our tasks report their faults themselves; nobody waits for them.
    private void after(Duration wait, Runnable task) {
        try {
            thread.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            // Nobody listens any more; the rows are still there at the next start.
            LOG.debug("the courier has stopped");
        }
    }

    private void pump() {
        if (!started) {
            return;
        }
        readBacklog();
        while (sending < SENDING_MAX) {
            Optional<Due> due = queue.next(System.nanoTime());
            if (due.isEmpty()) {
                break;
            }
            sending++;
            workers.execute(() -> send(due.get()));
        }
        waiting = queue.size();
    }

    private void readBacklog() {
        if (!backlog.isBehind() || reading || queue.isFull()) {
            return;
        }
        reading = true;
        long from = backlog.readFrom();
        workers.execute(() -> {
            try {
                List<Address> found = rows.after(from, READ_ROWS);
                hand(() -> read(found));
            } catch (RuntimeException | AssertionError fault) {
                watch.suspect();
                after(STORE_RETRY, () -> read(List.of(), false));
            }
        });
    }

    private void read(List<Address> found) {
        found.forEach(row -> queue.add(row.seq(), row.lane(), row.receiver()));
        read(found, found.size() < READ_ROWS);
    }

    private void read(List<Address> found, boolean all) {
        reading = false;
        backlog.read(found.isEmpty() ? 0 : found.get(found.size() - 1).seq(), all);
        pump();
    }

    /** On a worker. */
    private void send(Due due) {
        Optional<OutboxRow> row;
        try {
            row = rows.find(due.row());
        } catch (RuntimeException | AssertionError storeAway) {
            watch.suspect();
            hand(() -> notTried(due));
            return;
        }
        // A row that is gone was for a subscription that is gone.
        Future<Verdict> verdict =
                row.map(found -> deliver(found, due)).orElseGet(() -> Future.succeededFuture(new Verdict.Delivered()));
        boolean last = row.filter(found -> clock.instant().isAfter(found.createdAt.plus(retryFor)))
                .isPresent();
        verdict.otherwise(fault -> new Verdict.Again(fault.toString(), Optional.empty()))
                .onComplete(reply -> hand(() -> settle(due, reply.result(), last)));
    }

    private Future<Verdict> deliver(OutboxRow row, Due due) {
        try {
            return webhook.deliver(row, due.attempt());
        } catch (RuntimeException fault) {
            // A fault of our own must not leave the lane waiting for a verdict that never comes.
            return Future.failedFuture(fault);
        }
    }

    /** The store did not give the row out: that is no attempt, and no fault of the receiver's. */
    private void notTried(Due due) {
        sending--;
        queue.notTried(due.lane(), System.nanoTime() + STORE_RETRY.toNanos());
        after(STORE_RETRY, this::pump);
        pump();
    }

    private void settle(Due due, Verdict verdict, boolean last) {
        sending--;
        if (verdict instanceof Verdict.Delivered) {
            delivered.increment();
            settled.add(due.row());
            queue.done(due.lane());
            if (settled.size() >= DELETE_ROWS) {
                deleteSettled();
            }
        } else if (verdict instanceof Verdict.Dead dead) {
            bury(due, dead.reason());
        } else if (verdict instanceof Verdict.Again again) {
            again(due, again, last);
        } else {
            throw new AssertionError(verdict);
        }
        pump();
    }

    private void again(Due due, Verdict.Again again, boolean last) {
        if (last) {
            bury(due, again.reason());
            return;
        }
        retried.increment();
        long wait = Math.max(
                Backoff.nanos(due.attempt(), random.nextDouble()),
                again.pause().map(Duration::toNanos).orElse(0L));
        queue.again(due.lane(), System.nanoTime() + wait);
        after(Duration.ofNanos(wait), this::pump);
    }

    /** The lane goes on behind it, but only when the row is marked: otherwise a crash could turn their order round. */
    private void bury(Due due, String reason) {
        workers.execute(() -> {
            try {
                rows.bury(due.row(), due.attempt(), reason);
                hand(() -> buried(due));
            } catch (RuntimeException | AssertionError fault) {
                watch.suspect();
                after(STORE_RETRY, () -> bury(due, reason));
            }
        });
    }

    private void buried(Due due) {
        buried.increment();
        queue.done(due.lane());
        pump();
    }

    private void deleteFromTimeToTime() {
        after(DELETE_AFTER, () -> {
            deleteSettled();
            deleteFromTimeToTime();
        });
    }

    private void deleteSettled() {
        if (settled.isEmpty()) {
            return;
        }
        List<Long> batch = settled;
        settled = new ArrayList<>();
        workers.execute(() -> {
            try {
                rows.delete(batch);
            } catch (RuntimeException | AssertionError fault) {
                watch.suspect();
                hand(() -> settled.addAll(batch));
            }
        });
    }

    /** How many events wait for their receivers; those still in the store after a start are not all counted. */
    public int waiting() {
        return waiting;
    }

    /** How many were delivered since the start. */
    public long delivered() {
        return delivered.sum();
    }

    /** How many attempts failed since the start. */
    public long retried() {
        return retried.sum();
    }

    /** How many became dead letters since the start. */
    public long buried() {
        return buried.sum();
    }

    @Scheduled(every = "12h", delayed = "1h")
    void tidy() {
        rows.tidy();
    }

    /** Writes down what was delivered, and stops; the rest waits in the store for the next start. */
    public void stop() {
        hand(() -> {
            started = false;
            deleteSettled();
            thread.shutdown();
            workers.shutdown();
        });
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS) || !workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("events that were just delivered may be delivered once more after the next start");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
