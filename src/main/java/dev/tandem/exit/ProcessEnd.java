package dev.tandem.exit;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Ends the running process from within: politely, and by force when that takes too long. Any thread. */
@Singleton
public class ProcessEnd {

    private static final Logger LOG = Logger.getLogger(ProcessEnd.class);
    private static final Duration POLITE_FOR = Duration.ofSeconds(20);

    /** Says why, hangs up what is up, and ends. */
    public void now(ExitCode code, String why) {
        LOG.fatalf("%s Exit code %d.", why, code.number());
        Thread last = new Thread(() -> force(code), "process-end");
        last.setDaemon(true);
        last.start();
        Quarkus.asyncExit(code.number());
    }

    /** A stop waits for the database as well; what made us end may be that it hangs. */
    private static void force(ExitCode code) {
        long end = System.nanoTime() + POLITE_FOR.toNanos();
        for (long left = POLITE_FOR.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(code.number());
    }
}
