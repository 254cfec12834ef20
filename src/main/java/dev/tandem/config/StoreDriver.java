package dev.tandem.config;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** The JDBC driver of whichever database the URL names: PostgreSQL, or H2 for all else. */
public final class StoreDriver implements Driver {
    private static final String POSTGRES = "jdbc:postgresql:";

    private final Driver h2 = new org.h2.Driver();
    private final Driver postgres = new org.postgresql.Driver();

    private Driver of(String url) {
        return url.startsWith(POSTGRES) ? postgres : h2;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (url.startsWith(POSTGRES)) {
            // Imports send thousands of inserts at once: as a few long statements they cost a third.
            properties.putIfAbsent("reWriteBatchedInserts", "true");
        }
        return of(url).connect(url, properties);
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
