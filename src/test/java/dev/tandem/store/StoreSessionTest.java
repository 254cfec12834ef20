package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.testkit.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway to a database, on a real PostgreSQL. */
class StoreSessionTest {

    @TempDir
    static Path directory;

    private static Cluster server;

    private final StoreSession ours = session("node-1");
    private final StoreSession theirs = session("node-2");

    @BeforeAll
    static void startServer() throws Exception {
        server = new Cluster(directory.resolve("postgres"));
        sql("create table node (id varchar(64) primary key, checked_at bigint)");
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @AfterEach
    void close() {
        ours.close();
        theirs.close();
    }

    private static StoreSession session(String node) {
        return new StoreSession(new StoreSession.Target(server.url(), "postgres", "postgres"), node, Clock.systemUTC());
    }

    @Test
    void theSecondIsToldWhoHasIt() throws SQLException {
        claimPatiently(ours);

        assertThatThrownBy(theirs::claim)
                .isInstanceOf(DatabaseTakenException.class)
                .hasMessageContaining("Another gateway uses the database postgres")
                .hasMessageContaining("tandem node-1")
                .hasMessageContaining("127.0.0.1");
        assertThatCode(ours::beat).doesNotThrowAnyException();
    }

    @Test
    void whenTheFirstHasGoneTheSecondMayHaveIt() {
        claimPatiently(ours);
        ours.close();

        claimPatiently(theirs);
    }

    @Test
    void inAnotherSchemaOfOneDatabaseThereIsRoomForAnother() throws SQLException {
        sql("create schema other");
        claimPatiently(ours);
        StoreSession elsewhere = new StoreSession(
                new StoreSession.Target(server.url() + "&currentSchema=other", "postgres", "postgres"),
                "node-3",
                Clock.systemUTC());
        try {
            assertThatCode(elsewhere::claim).doesNotThrowAnyException();
        } finally {
            elsewhere.close();
        }
    }

    @Test
    void aClaimWhoseConnectionIsCutIsTakenAnew() throws SQLException {
        claimPatiently(ours);
        sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tandem node-1'");

        assertThatThrownBy(ours::beat).isInstanceOf(SQLException.class);
        ours.close();
        claimPatiently(ours);
        ours.beat();
        assertThatThrownBy(theirs::claim).isInstanceOf(DatabaseTakenException.class);
    }

    @Test
    void aServerThatIsFrozenFailsTheBeatWithinSecondsAndLetsUsInAgainAfterwards() throws SQLException {
        claimPatiently(ours);
        ours.beat();
        server.freeze();
        long begun = System.nanoTime();
        try {
            assertThatThrownBy(ours::beat)
                    .satisfies(fault -> assertThat(StoreFaults.isAway(fault)).isTrue());
            ours.close();
            assertThatThrownBy(ours::beat)
                    .satisfies(fault -> assertThat(StoreFaults.isAway(fault)).isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        } finally {
            server.thaw();
        }
        claimPatiently(ours);
    }

    /** A server takes a moment to notice that a connection was closed, as the one of the test before. */
    private static void claimPatiently(StoreSession session) {
        Eventually.within(Duration.ofSeconds(10), () -> claims(session));
    }

    private static boolean claims(StoreSession session) {
        try {
            session.claim();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
