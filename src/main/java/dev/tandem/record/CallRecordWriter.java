package dev.tandem.record;

import dev.tandem.call.CallFact;
import dev.tandem.call.CallLog;
import dev.tandem.call.CallView;
import dev.tandem.store.PatientWriter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Writes call records and the events that report them from call loops, in order, on one worker thread of its own, together:
 * a commit waits for the disk, and requests wait for the commit. A fact with events, or of applications that came or went, is
 * written as soon as the one before is; one without, which changes nothing but the call's row, waits for company for up to
 * {@link #COMPANY_NANOS}.
 *
 * <p>The queue has room for what the calls that are up may still write: {@link #started} takes no new call once half of
 * it is full, so that the end of a call always finds a place.
 */
@ApplicationScoped
public class CallRecordWriter implements CallLog {

    private static final Logger LOG = Logger.getLogger(CallRecordWriter.class);
    private static final int QUEUE_FACTS_MAX = 40_000;
    private static final int TOGETHER_MAX = 1_000;
    /** What a crash of the process may cost: the last such time of a call's row. */
    private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CallRecords records;
    private final PatientWriter patient;
    private final LongAdder lost = new LongAdder();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(QUEUE_FACTS_MAX);
    private final ScheduledThreadPoolExecutor worker =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "call-record-writer"));
    /** A turn is due already, at once or later: one is enough for all that wait. */
    private final AtomicBoolean soon = new AtomicBoolean();

    private final AtomicBoolean later = new AtomicBoolean();

    private record Waiting(CallFact fact, CompletableFuture<Integer> kept) {}

    CallRecordWriter(CallRecords records, PatientWriter patient) {
        this.records = records;
        this.patient = patient;
        // What waits for company is written at the shutdown as well.
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    }

    @Override
    public boolean started(String tenant, CallView call) {
        if (backlog() > QUEUE_FACTS_MAX / 2) {
            return false;
        }
        enqueue(new CallFact(tenant, call, List.of(), List.of()));
        return true;
    }

    @Override
    public CompletionStage<Integer> happened(CallFact fact) {
        return enqueue(fact);
    }

    /** How many facts wait to be written. */
    public int backlog() {
        return waiting.size();
    }

    /** How many facts found no room, or were refused by a database that took others. */
    public long lost() {
        return lost.sum() + patient.givenUp();
    }

    private CompletionStage<Integer> enqueue(CallFact fact) {
        CompletableFuture<Integer> kept = new CompletableFuture<>();
        if (!waiting.offer(new Waiting(fact, kept))) {
            lost.increment();
            LOG.errorf("no room for what happened to call %s", fact.call().id());
            kept.complete(0);
            return kept;
        }
        if (isUrgent(fact)) {
            if (soon.compareAndSet(false, true)) {
                worker.execute(() -> writeWaiting(soon));
            }
        } else if (later.compareAndSet(false, true)) {
            var unused = worker.schedule(() -> writeWaiting(later), COMPANY_NANOS, TimeUnit.NANOSECONDS);
        }
        return kept;
    }

    /** Somebody waits for it, or must hear of it. */
    private static boolean isUrgent(CallFact fact) {
        return !fact.events().isEmpty() || fact.attached().isPresent();
    }

    private void writeWaiting(AtomicBoolean due) {
        // First, so that what comes from now on asks for a turn of its own.
        due.set(false);
        List<Waiting> together = new ArrayList<>();
        // What comes meanwhile has its turn; only what there was no room for is due now.
        do {
            together.clear();
            waiting.drainTo(together, TOGETHER_MAX);
            List<Integer> told = write(together.stream().map(Waiting::fact).toList());
            for (int i = 0; i < told.size(); i++) {
                together.get(i).kept().complete(told.get(i));
            }
        } while (together.size() == TOGETHER_MAX);
    }

    private List<Integer> write(List<CallFact> together) {
        if (together.isEmpty()) {
            return List.of(); // an earlier turn took them along
        }
        try {
            return records.write(together);
        } catch (RuntimeException | AssertionError fault) {
            // One of them may be at fault: it must not cost the others.
            LOG.warnf("%d facts are written one by one: %s", together.size(), fault);
            return together.stream().map(this::writeAlone).toList();
        }
    }

    private int writeAlone(CallFact fact) {
        return patient.write("call record " + fact.call().id(), () -> records.write(fact))
                .orElse(0);
    }

    /** Writes what is left, then stops. */
    @PreDestroy
    void drain() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.errorf("%d call records were not written before shutdown", backlog());
            worker.shutdownNow();
        }
    }
}
