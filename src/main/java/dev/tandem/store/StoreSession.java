package dev.tandem.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.h2.api.ErrorCode;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own connection to its database, beside the pool: it claims the database for this process and shows whether
 * it takes a write. PostgreSQL keeps the claim as an advisory lock, which goes with the connection and so with a killed
 * process; H2 as the lock of its file. Owned by one thread; blocks.
 */
class StoreSession {

    private static final Logger LOG = Logger.getLogger(StoreSession.class);

    /** The first half of the lock's key, "TAND" in ASCII; the other half is the schema. */
    private static final int LOCK = 0x54414E44;

    private static final int ANSWERS_WITHIN_MILLIS = 3_000;

    private final StoreDriver driver = new StoreDriver();
    private final Target target;
    private final String node;
    private final Clock clock;
    private @Nullable Connection connection;

    /**
     * Where the database is, and who we are there.
     *
     * @param password never printed
     */
    record Target(String url, String user, String password) {

        boolean isPostgres() {
            return StoreDriver.isPostgres(url);
        }

        @Override
        public String toString() {
            return "Target[" + url + "]";
        }
    }

    StoreSession(Target target, String node, Clock clock) {
        this.target = target;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Claims the database unless it is ours already.
     *
     * @throws DatabaseTakenException when somebody else has it
     */
    void claim() throws SQLException {
        if (connection == null) {
            connection = connected();
        }
    }

    /** Writes a row: the database is ours and takes it, or this throws. */
    void beat() throws SQLException {
        claim();
        try (PreparedStatement write = opened().prepareStatement("update node set checked_at = ? where id = ?")) {
            write.setLong(1, clock.millis());
            write.setString(2, node);
            write.executeUpdate();
        }
    }

    private Connection opened() {
        if (connection == null) {
            throw new IllegalStateException("the session is not open");
        }
        return connection;
    }

    private Connection connected() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        if (target.isPostgres()) {
            properties.setProperty("ApplicationName", "tandem " + node);
        }
        Connection fresh = connect(properties);
        try {
            if (target.isPostgres()) {
                lock(fresh);
            }
            return fresh;
        } catch (SQLException refused) {
            fresh.close();
            throw refused;
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        try {
            return driver.connect(target.url(), properties);
        } catch (SQLException refused) {
            if (refused.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new DatabaseTakenException("Another gateway, or another program, has the database file open ("
                        + target.url() + "): stop it first, or give this one a directory of its own with tandem.data.");
            }
            throw refused;
        }
    }

    private static void lock(Connection fresh) throws SQLException {
        fresh.setNetworkTimeout(Runnable::run, ANSWERS_WITHIN_MILLIS);
        try (Statement ask = fresh.createStatement()) {
            // A machine that lost its power says no good-bye: the server is to notice soon.
            ask.execute("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
            try (ResultSet row = ask.executeQuery(
                    "select pg_try_advisory_lock(" + LOCK + ", hashtext(current_schema())), current_database()")) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new DatabaseTakenException("Another gateway uses the database " + row.getString(2)
                            + holder(fresh).map(who -> " (" + who + ")").orElse("")
                            + ": one gateway to a database; stop it first, or give this one a database of its own.");
                }
            }
        }
    }

    private static Optional<String> holder(Connection asking) throws SQLException {
        try (Statement ask = asking.createStatement();
                ResultSet row = ask.executeQuery("select a.application_name, a.client_addr, a.backend_start"
                        + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                        + " where l.locktype = 'advisory' and l.granted and l.classid = " + LOCK
                        + " and l.database = (select oid from pg_database where datname = current_database())")) {
            return row.next()
                    ? Optional.of(row.getString(1) + " at " + row.getString(2) + ", since " + row.getString(3))
                    : Optional.empty();
        }
    }

    /** Gives the claim back; the next beat opens anew. */
    void close() {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException gone) {
                LOG.debug("the connection was closed already", gone);
            }
        }
    }
}
