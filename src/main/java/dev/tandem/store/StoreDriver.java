package dev.tandem.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;

/** The JDBC driver of whichever database the URL names: H2 or PostgreSQL, or another whose driver is on the class path. */
public final class StoreDriver implements Driver {
    private static final String POSTGRES = "jdbc:postgresql:";

    private static final String CONNECTS_WITHIN_SECONDS = "5";
    private static final String H2_FILE = "org.h2.mvstore.MVStore";

    static {
        // A thread that begins a statement just as H2 shuts its file may find a count there that is never right again,
        // and turn
        // in a circle for ever, with the lock of its connection. H2 has an assertion at that place; it ends the circle.
        org.h2.Driver.class.getClassLoader().setClassAssertionStatus(H2_FILE, true);
    }

    private final List<Driver> drivers = ServiceLoader.load(Driver.class, StoreDriver.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    static boolean isPostgres(String url) {
        return url.startsWith(POSTGRES);
    }

    private Driver of(String url) throws SQLException {
        for (Driver driver : drivers) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new SQLException("tandem.database.url names no database we have a driver for");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!isPostgres(url)) {
            return of(url).connect(url, properties);
        }
        // Imports send thousands of inserts at once: as a few long statements they cost a third.
        properties.putIfAbsent("reWriteBatchedInserts", "true");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("connectTimeout", CONNECTS_WITHIN_SECONDS);
        // A server that is frozen lets us in by TCP and says nothing more.
        boolean bounded = properties.putIfAbsent("socketTimeout", CONNECTS_WITHIN_SECONDS) != null;
        Connection connection = of(url).connect(url, properties);
        if (!bounded && !url.contains("socketTimeout")) {
            // Statements may take their time: that the server is still there is for the watch to find out.
            connection.setNetworkTimeout(Runnable::run, 0);
        }
        return connection;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return of(url).acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return of(url).getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(StoreDriver.class.getPackageName());
    }
}
