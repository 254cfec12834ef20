package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemClockTest {

    private final Clock clock = SystemClock.clock();

    @Test
    void countsWholeMillisecondsAsTheDatabaseDoes() {
        assertThat(Stream.generate(clock::instant).limit(1000))
                .allSatisfy(now -> assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void tellsTheTimeOfDay() {
        assertThat(Duration.between(clock.instant(), Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }
}
