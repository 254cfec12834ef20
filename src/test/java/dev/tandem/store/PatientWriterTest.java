package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that must not get lost, and writes that can never succeed. */
class PatientWriterTest {

    private final StoreWatch watch = new StoreWatch(
            new StoreSession(new StoreSession.Target("jdbc:none", "", ""), "node", Clock.systemUTC()) {
                @Override
                void beat() {
                    // The database is well, as far as the watch can tell.
                }
            },
            new StoreWatch.Pool() {
                @Override
                public void cut() {}

                @Override
                public void sift() {}

                @Override
                public void lend() {}
            },
            Duration.ofMinutes(5),
            System::nanoTime,
            (code, why) -> {});
    private final PatientWriter writer = new PatientWriter(watch, 1);
    private int attempts;

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void whatADatabaseThatIsAwayRefusesIsWrittenWhenItIsBackHoweverLongThatTakes() {
        assertThat(writer.write("a record", failing(1_000, new SQLException("gone", "08006"))))
                .contains(1_001);
        assertThat(writer.givenUp()).isZero();
    }

    @Test
    void whatAHealthyDatabaseRefusesAgainAndAgainIsGivenUpAndCounted() {
        assertThat(writer.write("a record", failing(1_000, new SQLException("too long", "22001"))))
                .isEmpty();
        assertThat(writer.givenUp()).isOne();
        assertThat(attempts).isLessThan(100);
    }

    @Test
    void aStopEndsTheWaiting() {
        Thread.currentThread().interrupt();

        assertThat(writer.write("a record", failing(1_000, new SQLException("gone", "08006"))))
                .isEmpty();
        assertThat(attempts).isOne();
    }

    private Supplier<Integer> failing(int times, SQLException fault) {
        return () -> {
            if (++attempts <= times) {
                throw new IllegalStateException(fault);
            }
            return attempts;
        };
    }
}
