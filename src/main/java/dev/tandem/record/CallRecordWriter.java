package dev.tandem.record;

import dev.tandem.call.CallFact;
import dev.tandem.call.CallLog;
import dev.tandem.call.CallView;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes call records and the events that report them from call loops, in order, on one worker thread of its own.
 *
 * <p>The queue has room for what the calls that are up may still write: {@link #started} takes no new call once half of
 * it is full, so that the end of a call always finds a place.
 */
@ApplicationScoped
public class CallRecordWriter implements CallLog {

    private static final Logger LOG = Logger.getLogger(CallRecordWriter.class);
    private static final int QUEUE_ROWS_MAX = 40_000;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int ATTEMPTS_MAX = 150;

    private final CallRecords records;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_ROWS_MAX),
            task -> new Thread(task, "call-record-writer"));

    CallRecordWriter(CallRecords records) {
        this.records = records;
    }

    @Override
    public boolean started(String tenant, CallView call) {
        if (backlog() > QUEUE_ROWS_MAX / 2) {
            return false;
        }
        enqueue(new CallFact(tenant, call, List.of(), List.of()));
        return true;
    }

    @Override
    public CompletionStage<Integer> happened(CallFact fact) {
        return enqueue(fact);
    }

    /** How many rows wait to be written. */
    public int backlog() {
        return worker.getQueue().size();
    }

    private CompletionStage<Integer> enqueue(CallFact fact) {
        return CompletableFuture.supplyAsync(() -> write(fact), worker);
    }

    /** Keeps trying for half a minute: a database that restarts must not cost a record. */
    private int write(CallFact fact) {
        for (int attempt = 1; ; attempt++) {
            try {
                return records.write(fact);
            } catch (RuntimeException fault) {
                if (attempt == ATTEMPTS_MAX) {
                    LOG.errorf(
                            fault,
                            "call record %s could not be written",
                            fact.call().id());
                    return 0;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Writes what is left, then stops. */
    @PreDestroy
    void drain() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.errorf("%d call records were not written before shutdown", backlog());
        }
    }
}
