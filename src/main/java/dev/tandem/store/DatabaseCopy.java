package dev.tandem.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves everything from one database to another, H2 or PostgreSQL either way. Both must have the tables of the same version
 * of Tandem (each has them once Tandem was started on it), and Tandem must not be running on either. What the target held
 * is replaced; the whole move is one transaction of the target.
 *
 * <p>Arguments: URL, user and password of the source, then of the target.
 */
public final class DatabaseCopy {
    private static final int BATCH = 1000;
    private static final String HISTORY = "flyway_schema_history";

    private final Connection source;
    private final Connection target;

    DatabaseCopy(Connection source, Connection target) {
        this.source = source;
        this.target = target;
    }

    /** See above. */
    public static void main(String[] arguments) throws SQLException {
        if (arguments.length != 6) {
            throw new IllegalArgumentException("source URL, user, password, target URL, user, password");
        }
        try (Connection source = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
                Connection target = DriverManager.getConnection(arguments[3], arguments[4], arguments[5])) {
            System.out.println(new DatabaseCopy(source, target).copy() + " rows copied");
        }
    }

    /** Copies all tables and counts the rows. */
    long copy() throws SQLException {
        source.setAutoCommit(false);
        target.setAutoCommit(false);
        List<String> tables = inOrder(tables());
        if (tables.isEmpty()) {
            // H2 makes a new database where there is none, so a mistyped URL looks like this.
            throw new IllegalArgumentException("the source has no tables: Tandem was never started on it");
        }
        List<String> backwards = new ArrayList<>(tables);
        Collections.reverse(backwards);
        for (String table : backwards) {
            execute("delete from " + table);
        }
        long rows = 0;
        for (String table : tables) {
            rows += copy(table);
        }
        // Last: H2 commits before it alters a table.
        for (String table : tables) {
            restartKeys(table);
        }
        target.commit();
        return rows;
    }

    private Set<String> tables() throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        try (ResultSet found =
                source.getMetaData().getTables(null, schema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        tables.remove(HISTORY);
        return tables;
    }

    private String schema() throws SQLException {
        return source.getSchema();
    }

    /** A table after all that it refers to. */
    private List<String> inOrder(Set<String> tables) throws SQLException {
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < tables.size()) {
            int before = ordered.size();
            for (String table : tables) {
                if (ordered.containsAll(referredTo(table))) {
                    ordered.add(table);
                }
            }
            if (ordered.size() == before) {
                throw new IllegalStateException("tables that refer to each other: " + tables);
            }
        }
        return List.copyOf(ordered);
    }

    private Set<String> referredTo(String table) throws SQLException {
        Set<String> referred = new LinkedHashSet<>();
        boolean upper = source.getMetaData().storesUpperCaseIdentifiers();
        String name = upper ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet keys = source.getMetaData().getImportedKeys(null, schema(), name)) {
            while (keys.next()) {
                referred.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        referred.remove(table);
        return referred;
    }

    private long copy(String table) throws SQLException {
        try (Statement read = source.createStatement()) {
            // PostgreSQL fetches whole tables unless told otherwise.
            read.setFetchSize(BATCH);
            try (ResultSet rows = read.executeQuery("select * from " + table);
                    PreparedStatement write = target.prepareStatement(insert(table, rows))) {
                return copy(rows, write);
            }
        }
    }

    private static String insert(String table, ResultSet rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnName(i));
        }
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")";
    }

    private static long copy(ResultSet rows, PreparedStatement write) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        long count = 0;
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                write.setObject(i, rows.getObject(i));
            }
            write.addBatch();
            if (++count % BATCH == 0) {
                write.executeBatch();
            }
        }
        write.executeBatch();
        return count;
    }

    /** The keys that the database makes go on after the copied ones. */
    private void restartKeys(String table) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                if (rows.getMetaData().isAutoIncrement(i)) {
                    String column = rows.getMetaData().getColumnName(i);
                    execute("alter table " + table + " alter column " + column + " restart with "
                            + next(table, column));
                }
            }
        }
    }

    private long next(String table, String column) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(" + column + "), 0) + 1 from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
