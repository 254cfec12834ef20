package dev.tandem.number.sql;

import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the connection of the current transaction: the tables are too large or too busy for entities. A list of
 * longs is bound as an array, an enum by its name, an instant in UTC.
 */
@Singleton
public class Sql {
    private final DataSource source;
    private volatile @Nullable Boolean postgres;

    /** The data source hands out the connection of the current transaction. */
    @Inject
    public Sql(DataSource source) {
        this.source = source;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        /** What the present row of the result says. */
        T read(ResultSet row) throws SQLException;
    }

    /** One column of numbers. */
    public static final Row<Long> LONG = row -> row.getLong(1);

    /** Numbers as the tables of the stock keep them. */
    public static List<Long> digits(Collection<E164> numbers) {
        return numbers.stream().map(E164::digits).toList();
    }

    /** All rows of a query. */
    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
        return with(sql, statement -> {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        });
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
        return query(sql, row, values).stream().findFirst();
    }

    /** A column of the present row that holds a time. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Adds a row; {@code columns} are named in the order of the values. */
    public void insert(String table, String columns, @Nullable Object... values) {
        update(insertion(table, columns, values.length), values);
    }

    /** Adds rows, all of the same columns. */
    public void insertAll(String table, String columns, Stream<Object[]> rows) {
        batch(insertion(table, columns, columns.split(",").length), rows);
    }

    private static String insertion(String table, String columns, int values) {
        return "insert into " + table + " (" + columns + ") values ("
                + String.join(", ", Collections.nCopies(values, "?")) + ")";
    }

    /** Changes rows and counts them. */
    public int update(String sql, @Nullable Object... values) {
        return with(sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    /** The same change with many sets of values. */
    public void batch(String sql, Stream<Object[]> rows) {
        with(sql, statement -> {
            for (Object[] row : (Iterable<Object[]>) rows::iterator) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /**
     * The words that keep PostgreSQL on an index: without an order its planner may prefer to read a table from the start,
     * past all that is sold. H2 reads the index anyway and, told to sort while it locks, would lock the whole range.
     */
    public String inOrderOf(String columns) {
        return isPostgres() ? " order by " + columns : "";
    }

    private boolean isPostgres() {
        Boolean known = postgres;
        if (known == null) {
            try (Connection connection = source.getConnection()) {
                String product = connection.getMetaData().getDatabaseProductName();
                known = product.toLowerCase(Locale.ROOT).contains("postgresql");
            } catch (SQLException failed) {
                throw new StoreException(failed);
            }
            postgres = known;
        }
        return known;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof List<?> numbers) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", numbers.toArray()));
            } else {
                statement.setObject(i + 1, bindable(value));
            }
        }
    }

    private static @Nullable Object bindable(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value instanceof Enum<?> word ? word.name() : value;
    }
}
