package dev.tandem.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes what must not get lost: while the database is away it waits, for as long as the process lives; what a healthy
 * database refuses again and again is at fault itself, and is given up. Blocks; for threads that have nothing else to do.
 */
@Singleton
public class PatientWriter {

    private static final Logger LOG = Logger.getLogger(PatientWriter.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int ATTEMPTS_MAX = 25;

    private final StoreWatch watch;
    private final long pauseNanos;
    private final LongAdder givenUp = new LongAdder();

    /** A writer that waits for as long as the watch says. */
    @Inject
    public PatientWriter(StoreWatch watch) {
        this(watch, PAUSE_NANOS);
    }

    PatientWriter(StoreWatch watch, long pauseNanos) {
        this.watch = watch;
        this.pauseNanos = pauseNanos;
    }

    /** What the write returned; empty when it was given up, which is logged with {@code what}. */
    public <T> Optional<T> write(String what, Supplier<T> write) {
        int attempt = 0;
        while (true) {
            try {
                return Optional.of(write.get());
            } catch (RuntimeException | AssertionError fault) {
                attempt = isAway(fault) ? 0 : attempt + 1;
                if (attempt == ATTEMPTS_MAX || Thread.interrupted()) {
                    givenUp.increment();
                    LOG.errorf(fault, "%s could not be written", what);
                    return Optional.empty();
                }
                LockSupport.parkNanos(pauseNanos);
            }
        }
    }

    private boolean isAway(Throwable fault) {
        watch.suspect();
        return watch.isDown() || StoreFaults.isAway(fault);
    }

    /** How many writes were given up. */
    public long givenUp() {
        return givenUp.sum();
    }
}
