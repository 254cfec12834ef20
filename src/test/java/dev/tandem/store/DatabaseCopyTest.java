package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** From H2 to PostgreSQL and back, with the product's own tables. */
class DatabaseCopyTest {
    private static final String USER = "postgres";

    private static Connection migrated(String url) throws SQLException {
        Flyway.configure().dataSource(url, USER, USER).load().migrate();
        return DriverManager.getConnection(url, USER, USER);
    }

    private static String h2() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aMistypedSourceIsSaidToBeEmptyAndTheTargetKeepsWhatItHolds() throws Exception {
        try (Connection nothing = DriverManager.getConnection(h2(), USER, USER);
                Connection target = migrated(h2())) {
            run(target, "insert into tenant values ('kept', now())");

            assertThatThrownBy(() -> new DatabaseCopy(nothing, target).copy()).hasMessageContaining("no tables");
            assertThat(text(target, "select count(*) from tenant")).isEqualTo("1");
        }
    }

    @Test
    void everythingIsThereAfterwardsAndNewKeysGoOn() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection before = migrated(h2());
                Connection between = migrated(server.getJdbcUrl(USER, USER));
                Connection after = migrated(h2())) {
            run(
                    before,
                    "insert into tenant values ('t1', timestamp with time zone '2026-01-01 12:00:00+02:00')",
                    "insert into number_offer values (7, 'US', 'GEOGRAPHIC', 'INBOUND', 'NONE', 1.25, 'USD', 11)",
                    "insert into number_shelf values (9, 7, '206', 'Seattle', 'WA', 'Washington', '', '')",
                    "insert into stock_number values (12065550100, 9, 'A', 0, 7, 9, 105556)");
            run(between, "insert into tenant values ('left over', now())");

            new DatabaseCopy(before, between).copy();
            new DatabaseCopy(between, after).copy();

            assertThat(text(between, "select count(*) from tenant")).isEqualTo("1");
            assertThat(text(
                            after,
                            "select id from tenant where created_at = timestamp with time zone"
                                    + " '2026-01-01 10:00:00+00:00'"))
                    .isEqualTo("t1");
            assertThat(text(after, "select locality from number_shelf s join stock_number n on n.shelf_id = s.id"))
                    .isEqualTo("Seattle");
            run(
                    after,
                    "insert into number_offer (country, type, calling, sms, amount, currency, digits)"
                            + " values ('CA', 'GEOGRAPHIC', 'INBOUND', 'NONE', 1, 'USD', 11)");
            assertThat(text(after, "select max(id) from number_offer")).isEqualTo("8");
        }
    }
}
