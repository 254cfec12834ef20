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
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Writes call records and the events that report them from call loops, in order, on one worker thread of its own. What came
 * while it was writing goes into one transaction: a commit waits for the disk, and requests wait for the commit.
 *
 * <p>The queue has room for what the calls that are up may still write: {@link #started} takes no new call once half of
 * it is full, so that the end of a call always finds a place.
 */
@ApplicationScoped
public class CallRecordWriter implements CallLog {

    private static final Logger LOG = Logger.getLogger(CallRecordWriter.class);
    private static final int QUEUE_FACTS_MAX = 40_000;
    private static final int TOGETHER_MAX = 100;

    private final CallRecords records;
    private final PatientWriter patient;
    private final LongAdder lost = new LongAdder();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(QUEUE_FACTS_MAX);
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_FACTS_MAX + TOGETHER_MAX),
            task -> new Thread(task, "call-record-writer"));

    private record Waiting(CallFact fact, CompletableFuture<Integer> kept) {}

    CallRecordWriter(CallRecords records, PatientWriter patient) {
        this.records = records;
        this.patient = patient;
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
        worker.execute(this::writeWaiting);
        return kept;
    }

    private void writeWaiting() {
        List<Waiting> together = new ArrayList<>();
        // Nothing is left for this turn when an earlier one took it along.
        if (waiting.drainTo(together, TOGETHER_MAX) > 0) {
            List<Integer> told = write(together.stream().map(Waiting::fact).toList());
            for (int i = 0; i < told.size(); i++) {
                together.get(i).kept().complete(told.get(i));
            }
        }
    }

    private List<Integer> write(List<CallFact> together) {
        try {
            return records.write(together);
        } catch (RuntimeException fault) {
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
