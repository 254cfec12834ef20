package dev.tandem.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The log category {@code tandem.security}: one line an event, {@code event address=…}, made for fail2ban. Who floods us
 * writes a few lines a minute and no more. Any thread.
 */
@Singleton
public class SecurityLog {

    private static final Logger LOG = Logger.getLogger("tandem.security");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LINES_PER_ADDRESS_MAX = 10;
    private static final int LINES_MAX = 600;

    /** What happened. */
    public enum Event {
        /** A wrong access key or sign-in link at the console. */
        SIGN_IN_FAILED("sign-in-failed"),
        /** A signature or token that is nobody's. */
        CREDENTIALS_REFUSED("credentials-refused"),
        /** A wrong SIP password (RFC 8760). */
        DIGEST_FAILED("digest-failed"),
        /** An INVITE of nobody we know. */
        SOURCE_REFUSED("source-refused");

        private final String word;

        Event(String word) {
            this.word = word;
        }
    }

    private final Clock clock;
    private final Counter silent;
    /** Guarded by this, as the next two. No more entries than lines. */
    private final Map<String, Integer> linesByAddress = new HashMap<>();

    private Instant windowEnd = Instant.MIN;
    private int lines;

    /** Made by the container. */
    @Inject
    public SecurityLog(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        this.silent = Counter.builder("tandem.security.unlogged")
                .description("security events that were not logged because their source, or all, had many")
                .register(registry);
    }

    /** Writes a line, unless this address had its share. */
    public void report(Event event, String address) {
        if (admits(address)) {
            LOG.warnf("%s address=%s", event.word, address);
        } else {
            silent.increment();
        }
    }

    private synchronized boolean admits(String address) {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            linesByAddress.clear();
            lines = 0;
        }
        if (lines >= LINES_MAX || linesByAddress.getOrDefault(address, 0) >= LINES_PER_ADDRESS_MAX) {
            return false;
        }
        lines++;
        linesByAddress.merge(address, 1, Integer::sum);
        return true;
    }
}
