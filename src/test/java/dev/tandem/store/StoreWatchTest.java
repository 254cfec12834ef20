package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.exit.ExitCode;
import io.quarkus.runtime.PreventFurtherStepsException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the watch does with a database that goes away, on a clock of the test's own. */
class StoreWatchTest {

    private final SQLException full = new SQLException("no space left", "90028", 90028);
    private final SQLException taken = new DatabaseTakenException("Somebody else has it.");

    private final Database database = new Database();
    private final List<String> done = new ArrayList<>();
    private long nanos;
    private boolean stuck;
    private final StoreWatch watch = new StoreWatch(
            database, new Connections(), Duration.ofMinutes(5), () -> nanos, (code, why) -> done.add("end " + code));

    /** Takes writes unless told otherwise. */
    private final class Database extends StoreSession {
        private volatile @Nullable SQLException fault;
        private volatile @Nullable CountDownLatch hung;

        Database() {
            super(new Target("jdbc:none", "", ""), "node", Clock.systemUTC());
        }

        @Override
        void claim() throws SQLException {
            beat();
        }

        @Override
        void beat() throws SQLException {
            CountDownLatch hanging = hung;
            if (hanging != null) {
                await(hanging);
            }
            SQLException thrown = fault;
            if (thrown != null) {
                nanos += Duration.ofSeconds(1).toNanos();
                throw thrown;
            }
        }

        private void await(CountDownLatch hanging) {
            try {
                hanging.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        void close() {
            done.add("close");
        }
    }

    private final class Connections implements StoreWatch.Pool {

        @Override
        public void cut() {
            done.add("cut");
        }

        @Override
        public void sift() {
            done.add("sift");
        }

        @Override
        public void lend() throws SQLException {
            if (stuck) {
                throw new SQLException("Sorry, acquisition timeout!");
            }
        }
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void aDatabaseThatTakesNoWritesLosesAllItsConnectionsAgainAndAgainUntilItTakesOne() {
        database.fault = full;
        long first = watch.look();
        long second = watch.look();
        assertThat(watch.isDown()).isTrue();
        assertThat(second).as("the pauses grow").isGreaterThan(first);

        database.fault = null;
        watch.look();

        assertThat(watch.isDown()).isFalse();
        assertThat(watch.outages()).isOne();
        assertThat(done).containsExactly("close", "cut", "close", "cut", "sift");
    }

    @Test
    void oneThatDoesNotComeBackInTimeEndsTheProcess() {
        database.fault = full;
        watch.look();
        nanos += Duration.ofMinutes(4).toNanos();
        watch.judge();
        assertThat(done).doesNotContain("end DATABASE_AWAY");

        nanos += Duration.ofMinutes(1).toNanos();
        watch.judge();
        assertThat(done).contains("end DATABASE_AWAY");
    }

    @Test
    void oneThatHangsDoesTooAlthoughTheLookNeverReturns() {
        database.hung = new CountDownLatch(1);
        assertThat(watch.takesWrite(Duration.ofMillis(50))).isFalse();

        nanos += Duration.ofMinutes(6).toNanos();
        watch.judge();

        assertThat(done).containsExactly("end DATABASE_AWAY");
    }

    @Test
    void aPoolThatLendsNothingIsNotCutButIsNotWellEither() {
        stuck = true;
        watch.look();
        assertThat(watch.isDown()).isTrue();

        nanos += Duration.ofMinutes(6).toNanos();
        watch.judge();
        assertThat(done).containsExactly("end DATABASE_AWAY");

        stuck = false;
        watch.look();
        assertThat(watch.isDown()).isFalse();
    }

    @Test
    void anotherGatewayThatTookItMeanwhileEndsTheProcessButNotAtOnce() {
        database.fault = taken;
        watch.look();
        assertThat(done).as("it may be our own connection, cut from this side").doesNotContain("end DATABASE_TAKEN");

        nanos += Duration.ofSeconds(20).toNanos();
        watch.look();
        assertThat(done).contains("end DATABASE_TAKEN");
    }

    @Test
    void atStartADatabaseThatSomebodyHasIsRefusedWithTheSentenceAndItsCode() {
        database.fault = taken;

        assertThatThrownBy(() -> watch.claim(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessage("Somebody else has it.")
                .isInstanceOfSatisfying(
                        PreventFurtherStepsException.class,
                        refused -> assertThat(refused.getExitCode()).isEqualTo(ExitCode.DATABASE_TAKEN.number()));
    }

    @Test
    void whoeverSuspectsItHasItLookedAtAndItsIdleConnectionsSifted() throws Exception {
        watch.suspect();

        assertThat(watch.takesWrite(Duration.ofSeconds(20))).isTrue();
        assertThat(done).containsExactly("sift");
    }
}
