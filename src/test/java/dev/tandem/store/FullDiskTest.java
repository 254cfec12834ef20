package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.Eventually;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 whose disk is full for a while. It shuts itself at the first write that fails, and stays shut for whoever is connected. */
class FullDiskTest {

    private static final String USER = "tandem";

    @TempDir
    Path directory;

    private String url;
    private AgroalDataSource pool;
    private StoreWatch watch;
    private final List<String> ends = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        FailingDisk.register();
        FailingDisk.FULL.set(false);
        url = "jdbc:h2:failing:" + directory.resolve("tandem") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(size -> size.minSize(4)
                        .maxSize(8)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(made -> made.jdbcUrl(url)
                                .connectionProviderClass(StoreDriver.class)
                                .principal(new NamePrincipal(USER))
                                .credential(new SimplePassword(USER)))));
        run("create table node (id varchar(64) primary key, checked_at bigint)");
        run("insert into node values ('node-1', 0)");
        StoreSession session = new StoreSession(new StoreSession.Target(url, USER, USER), "node-1", Clock.systemUTC());
        watch = new StoreWatch(
                session, new Cut(), Duration.ofMinutes(5), System::nanoTime, (code, why) -> ends.add(why));
        watch.claim(Duration.ZERO, Duration.ZERO);
    }

    private final class Cut implements StoreWatch.Pool {

        @Override
        public void cut() {
            pool.flush(FlushMode.ALL);
        }

        @Override
        public void sift() {
            pool.flush(FlushMode.INVALID);
        }

        @Override
        public void lend() throws SQLException {
            pool.getConnection().close();
        }
    }

    @AfterEach
    void stop() {
        FailingDisk.FULL.set(false);
        watch.stop();
        pool.close();
    }

    @Test
    void onceThereIsSpaceAgainEverythingIsWrittenAgainAndNothingIsMissing() throws SQLException {
        run("insert into node values ('before', 0)");
        try (Connection inUseAllTheTime = pool.getConnection()) {
            FailingDisk.FULL.set(true);
            for (int i = 0; i < 5; i++) {
                watch.look();
                assertThat(watch.isDown()).as("look %d", i).isTrue();
                tryToWrite();
            }
            FailingDisk.FULL.set(false);

            Eventually.within(Duration.ofSeconds(20), () -> {
                watch.look();
                return !watch.isDown();
            });
            Eventually.within(Duration.ofSeconds(20), this::tryToWrite);
            assertThat(inUseAllTheTime.isClosed()).isTrue();
            for (int i = 0; i < 20; i++) {
                run("insert into node values ('after " + i + "', 0)");
            }
        }
        assertThat(count("id = 'before'")).isOne();
        assertThat(count("id like 'after%'")).isEqualTo(20);
        assertThat(ends).isEmpty();
    }

    private boolean tryToWrite() {
        try {
            run("update node set checked_at = 1 where id = 'before'");
            return true;
        } catch (SQLException away) {
            assertThat(StoreFaults.isAway(away)).as("%s", away).isTrue();
            return false;
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int count(String where) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from node where " + where)) {
            row.next();
            return row.getInt(1);
        }
    }
}
