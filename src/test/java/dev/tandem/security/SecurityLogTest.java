package dev.tandem.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.security.SecurityLog.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What guards of the machine are told, and how often. */
class SecurityLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Handler reader = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Instant now = Instant.EPOCH;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SecurityLog log = new SecurityLog(
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            registry);

    @BeforeEach
    void read() {
        Logger.getLogger("tandem.security").addHandler(reader);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("tandem.security").removeHandler(reader);
    }

    @Test
    void anEventIsALineWithItsAddressAtTheEnd() {
        log.report(Event.SIGN_IN_FAILED, "192.0.2.7");

        assertThat(lines).containsExactly("sign-in-failed address=192.0.2.7");
    }

    @Test
    void whoComesOftenWritesTenLinesAMinuteAndOthersAreStillHeard() {
        for (int i = 0; i < 1000; i++) {
            log.report(Event.DIGEST_FAILED, "192.0.2.7");
        }
        log.report(Event.DIGEST_FAILED, "192.0.2.8");

        assertThat(lines).hasSize(11);
        assertThat(unlogged()).isEqualTo(990);

        now = now.plusSeconds(60);
        log.report(Event.DIGEST_FAILED, "192.0.2.7");
        assertThat(lines).hasSize(12);
    }

    @Test
    void aThousandAddressesDoNotFillTheDisk() {
        for (int i = 0; i < 1000; i++) {
            log.report(Event.SOURCE_REFUSED, "192.0.2." + i);
        }
        assertThat(lines).hasSize(600);
        assertThat(unlogged()).isEqualTo(400);
    }

    private double unlogged() {
        return registry.get("tandem.security.unlogged").counter().count();
    }
}
