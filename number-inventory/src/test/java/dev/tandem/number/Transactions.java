package dev.tandem.number;

import dev.tandem.number.sql.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs work in transactions of one database, each on a connection of its own; keeps the connections. */
final class Transactions implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    Transactions(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Commits what the work did, or rolls it back when it throws. */
    <T> T in(Function<DataSource, T> work) {
        try {
            return in(take(), work);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    private <T> T in(Connection connection, Function<DataSource, T> work) throws SQLException {
        try {
            T result = work.apply(new TransactionSource(connection));
            connection.commit();
            return result;
        } catch (RuntimeException | Error failed) {
            connection.rollback();
            throw failed;
        } finally {
            idle.add(connection);
        }
    }

    private Connection take() throws SQLException {
        Connection waiting = idle.poll();
        if (waiting != null) {
            return waiting;
        }
        Connection fresh = DriverManager.getConnection(url, user, password);
        fresh.setAutoCommit(false);
        return fresh;
    }

    @Override
    public void close() {
        for (Connection each = idle.poll(); each != null; each = idle.poll()) {
            try {
                each.close();
            } catch (SQLException failed) {
                throw new StoreException(failed);
            }
        }
    }
}
