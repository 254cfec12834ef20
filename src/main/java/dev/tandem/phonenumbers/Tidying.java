package dev.tandem.phonenumbers;

import dev.tandem.config.TandemConfig;
import dev.tandem.number.operation.OperationStore;
import dev.tandem.number.sale.History;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Forgets searches, reservations and operations that nobody will ask for any more, so that their tables stay small. */
@Singleton
class Tidying {
    private static final Logger LOG = Logger.getLogger(Tidying.class);

    /** Small transactions: nobody who searches should wait for them. */
    private static final int BATCH = 500;

    private final History history;
    private final OperationStore operations;
    private final Duration kept;
    private final Clock clock;

    @Inject
    Tidying(History history, OperationStore operations, TandemConfig config, Clock clock) {
        this.history = history;
        this.operations = operations;
        this.kept = config.inventory().history();
        this.clock = clock;
    }

    /** Runs on a worker. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        Instant before = clock.instant().minus(kept);
        int forgotten =
                untilNone(() -> history.forget(before, BATCH)) + untilNone(() -> operations.forget(before, BATCH));
        if (forgotten > 0) {
            LOG.infof("forgot %d searches, reservations and operations older than %s", forgotten, kept);
        }
    }

    private static int untilNone(IntSupplier batch) {
        int sum = 0;
        for (int count = batch.getAsInt(); count > 0; count = batch.getAsInt()) {
            sum += count;
        }
        return sum;
    }
}
