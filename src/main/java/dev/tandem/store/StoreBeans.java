package dev.tandem.store;

import dev.tandem.config.TandemConfig;
import dev.tandem.exit.ProcessEnd;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The watch over the database, and the claim that comes before everything else that is done with it. */
class StoreBeans {

    /** A predecessor that was killed has gone by then, and one that was told to stop mostly. */
    private static final Duration TAKEN_FOR = Duration.ofSeconds(5);

    /** H2 mends its file first after a crash; PostgreSQL may come up later than we do. */
    private static final Duration AWAY_FOR = Duration.ofSeconds(60);

    private static final int BEFORE_THE_GATEWAY = 4_000;

    @Produces
    @Singleton
    StoreWatch watch(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            TandemConfig config,
            AgroalDataSource pool,
            ProcessEnd end,
            Clock clock) {
        StoreSession.Target target = new StoreSession.Target(
                url, config.database().user(), config.database().password());
        return new StoreWatch(
                new StoreSession(target, config.node(), clock),
                new FlushedPool(pool),
                config.database().giveUpAfter(),
                System::nanoTime,
                end::now);
    }

    void stop(@Disposes StoreWatch watch) {
        watch.stop();
    }

    /** Flyway is made before it migrates and before anything is read: the place for a refusal. */
    @Produces
    @Singleton
    FlywayConfigurationCustomizer claimFirst(StoreWatch watch) {
        return migrations -> watch.claim(TAKEN_FOR, AWAY_FOR);
    }

    void start(@Observes @Priority(BEFORE_THE_GATEWAY) StartupEvent event, StoreWatch watch) {
        watch.start();
    }

    private record FlushedPool(AgroalDataSource source) implements StoreWatch.Pool {

        @Override
        public void cut() {
            source.flush(FlushMode.ALL);
        }

        @Override
        public void sift() {
            source.flush(FlushMode.INVALID);
        }

        @Override
        public void lend() throws SQLException {
            source.getConnection().close();
        }
    }
}
