package dev.tandem.bench.numbers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the product's statements cost without the product: indexed, one connection, the same durability and cache. */
final class BareSql implements AutoCloseable {
    private static final long HOLD_MILLIS = 960_000;
    private static final String LOCK = " for update skip locked";

    private final Connection connection;
    private final String tenant;

    BareSql(Path data) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:h2:file:" + data.toAbsolutePath()
                        + "/tandem;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;QUERY_CACHE_SIZE=256;CACHE_SIZE=32768"
                        // Space is used again at once: a burst of commits would leave gigabytes behind, at the same
                        // speed.
                        + ";RETENTION_TIME=0",
                "tandem",
                "tandem");
        connection.setAutoCommit(false);
        List<Object> tenants = read("select id from tenant");
        tenant = tenants.isEmpty() ? "bench" : String.valueOf(tenants.get(0));
    }

    /** A search that was answered. */
    record Held(String id, List<Object> numbers) {}

    List<Object> area(int area, int quantity) throws SQLException {
        return read(
                "select number from stock_number where free_offer = ? and number between ? and ? fetch first "
                        + quantity + " rows only" + LOCK,
                1,
                10_000_000_000L + area * 10_000_000L,
                10_000_000_000L + area * 10_000_000L + 9_999_999);
    }

    List<Object> town(int town, int quantity) throws SQLException {
        List<Object> shelf =
                read("select id from number_shelf where offer_id = ? and locality = ?", 1, SampleStock.locality(town));
        return read(
                "select number from stock_number where free_shelf = ? fetch first " + quantity + " rows only" + LOCK,
                shelf.get(0));
    }

    List<Object> ending(int town, int lastTwo, int quantity) throws SQLException {
        int tail = (lastTwo % 10 * 10 + lastTwo / 10) * 100_000;
        List<Object> found = new ArrayList<>();
        for (Object shelf : read(
                "select id from number_shelf where offer_id = ? and area_code = ?",
                1,
                Integer.toString(SampleStock.area(town)))) {
            found.addAll(read(
                    "select number from stock_number where free_shelf = ? and tail between ? and ? fetch first "
                            + (quantity - found.size()) + " rows only" + LOCK,
                    shelf,
                    tail,
                    tail + 99_999));
            if (found.size() == quantity) {
                return found;
            }
        }
        throw new IllegalStateException("too few end so");
    }

    List<Object> beginning(int town, int quantity) throws SQLException {
        return read(
                "select number from stock_number where free_offer = ? and number between ? and ? fetch first "
                        + quantity + " rows only" + LOCK,
                1,
                SampleStock.first(town),
                SampleStock.first(town) + SampleStock.TOWN - 1);
    }

    /** Holds what was found, as a search does, and commits. */
    Held hold(List<Object> numbers) throws SQLException {
        String id = UUID.randomUUID().toString();
        long now = System.currentTimeMillis();
        write(
                "insert into reservation (id, tenant_id, status, country, type, assignment_type, calling, sms, area_code,"
                        + " quantity, amount, currency, numbers, created_at, expires_at) values (?, ?, 'HELD', 'US',"
                        + " 'GEOGRAPHIC', 'APPLICATION', 'INBOUND_OUTBOUND', 'NONE', '', ?, 1, 'USD', ?, current_timestamp,"
                        + " current_timestamp)",
                id,
                tenant,
                numbers.size(),
                numbers.toString());
        write(
                "update stock_number set state = 'R', free_offer = null, free_shelf = null where number = any(?)"
                        + " and state = 'A'",
                numbers);
        write(
                "insert into number_return (number, due_at_millis, reservation_id) select n, ?, ? from unnest(?) as u(n)",
                now + HOLD_MILLIS,
                id,
                numbers);
        audit("RESERVED", now, id, numbers);
        operation("search_" + id);
        connection.commit();
        return new Held(id, numbers);
    }

    /** Buys what is held, as a purchase does, and commits. */
    void buy(Held held) throws SQLException {
        write("update reservation set status = 'PURCHASED' where id = ? and status = 'HELD'", held.id());
        read("select number from number_return where reservation_id = ? for update", held.id());
        write("update stock_number set state = 'P' where number = any(?) and state = 'R'", held.numbers());
        write("delete from number_return where number = any(?)", held.numbers());
        audit("PURCHASED", System.currentTimeMillis(), held.id(), held.numbers());
        own(held.numbers());
        operation("purchase_" + held.id());
        connection.commit();
    }

    /** Makes numbers what they were before they were held. */
    void giveBack(Held held) throws SQLException {
        write("delete from number_return where number = any(?)", held.numbers());
        write(
                "update stock_number set state = 'A', free_offer = 1, free_shelf = shelf_id where number = any(?)",
                held.numbers());
        write("delete from owned_number where number in (select '+' || n from unnest(?) as u(n))", held.numbers());
        connection.commit();
    }

    private void own(List<Object> numbers) throws SQLException {
        write(
                "insert into owned_number (number, tenant_id, country, type, assignment_type, calling, sms, calling_offered,"
                        + " sms_offered, amount, currency, purchased_at) select '+' || n, ?, 'US', 'GEOGRAPHIC',"
                        + " 'APPLICATION', 'INBOUND_OUTBOUND', 'NONE', 'INBOUND_OUTBOUND', 'NONE', 1, 'USD',"
                        + " current_timestamp from unnest(?) as u(n)",
                tenant,
                numbers);
    }

    List<Object> page(long after) throws SQLException {
        return read(
                "select number, country, type, assignment_type, calling, sms, amount, currency, purchased_at"
                        + " from owned_number where tenant_id = ? and number > ? order by tenant_id, number fetch first 101 rows only",
                tenant,
                "+" + after);
    }

    /** Builds the indexes of what is free anew after the work, instead of changing them with each row. */
    void withoutIndexes(Timings.Work work) throws Exception {
        write("drop index if exists stock_number_of_offer");
        write("drop index if exists stock_number_of_shelf");
        work.run();
        write("create index stock_number_of_offer on stock_number (free_offer, number)");
        write("create index stock_number_of_shelf on stock_number (free_shelf, tail)");
    }

    /** Makes nine of ten numbers of a town what a sale makes them, with an owner or without; once. */
    void sellTown(int town, boolean owned) throws SQLException {
        long first = SampleStock.first(town);
        if (!read("select 1 from stock_number where number = ? and state = 'P'", first)
                .isEmpty()) {
            return;
        }
        write(
                "update stock_number set state = 'P', free_offer = null, free_shelf = null where number between ? and ?"
                        + " and mod(number, 10) <> ?",
                first,
                first + SampleStock.TOWN - 1,
                SampleStock.UNSOLD_DIGIT);
        if (owned) {
            List<Object> sold = new ArrayList<>();
            for (long number = first; number < first + SampleStock.TOWN; number++) {
                if (number % 10 != SampleStock.UNSOLD_DIGIT) {
                    sold.add(number);
                }
            }
            own(sold);
        }
        connection.commit();
    }

    private void audit(String step, long now, String id, List<Object> numbers) throws SQLException {
        write(
                "insert into number_audit (number, step, actor, at_millis, reference) select n, ?, ?, ?, ? from unnest(?) as u(n)",
                step,
                "console",
                now,
                id,
                numbers);
    }

    private void operation(String id) throws SQLException {
        write(
                "insert into number_operation (id, tenant_id, type, status, created_at)"
                        + " values (?, ?, 'search', 'succeeded', current_timestamp)",
                id,
                tenant);
    }

    private List<Object> read(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<Object> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getObject(1));
            }
            return read;
        }
    }

    private void write(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof List<?> numbers) {
                statement.setArray(i + 1, connection.createArrayOf("bigint", numbers.toArray()));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
