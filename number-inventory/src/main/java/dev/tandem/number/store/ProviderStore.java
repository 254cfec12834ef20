package dev.tandem.number.store;

import dev.tandem.number.E164;
import dev.tandem.number.ProviderOrder;
import dev.tandem.number.ProviderOrder.State;
import dev.tandem.number.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open orders at providers, and the numbers in stock that are theirs: they are in no index of free numbers, never
 * become available, and leave the stock when the provider has them again.
 */
@Singleton
public class ProviderStore {
    /** The "import" of numbers that a provider sold us. */
    static final int PROVIDED = -1;

    private static final String COLUMNS = "id, provider, tenant_id, state, numbers";

    private final Sql sql;
    private final AuditStore audit;

    /** For the container. */
    @Inject
    public ProviderStore(Sql sql, AuditStore audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Writes an order and takes its numbers, each with its shelf; fails when one of them is in stock already. */
    public void open(ProviderOrder order, Map<E164, Shelf.Key> shelves, Instant due) {
        add(order, due);
        sql.batch(
                "insert into stock_number (number, shelf_id, state, import_id, tail) values (?, ?, 'R', " + PROVIDED
                        + ", ?)",
                shelves.entrySet().stream().map(each -> new Object[] {
                    each.getKey().digits(),
                    each.getValue().id(),
                    Template.tail(each.getKey().digits())
                }));
        audit.add(Step.RESERVED, StockStore.digits(order.numbers()), order.id());
    }

    private void add(ProviderOrder order, Instant due) {
        sql.update(
                "insert into provider_order (" + COLUMNS + ", due_at_millis) values (?, ?, ?, ?, ?, ?)",
                order.id(),
                order.provider(),
                order.tenant(),
                order.state(),
                order.numbers().stream().map(E164::value).collect(Collectors.joining(",")),
                due.toEpochMilli());
    }

    /** Whether any of them is in stock, whatever has become of it. */
    public boolean anyInStock(List<E164> numbers) {
        return !sql.query("select number from stock_number where number = any(?)", Sql.LONG, StockStore.digits(numbers))
                .isEmpty();
    }

    /** An open order, locked until the transaction ends. */
    public Optional<ProviderOrder> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from provider_order where id = ? for update", ProviderStore::order, id)
                .stream()
                .findFirst();
    }

    /** The open order at a provider that has waited longest past its time, if nobody else is looking after it. */
    public Optional<ProviderOrder> lockDue(String provider, Instant now) {
        return sql
                .query(
                        "select " + COLUMNS + " from provider_order where provider = ? and due_at_millis <= ?"
                                + sql.inOrderOf("provider, due_at_millis")
                                + " fetch first 1 rows only for update skip locked",
                        ProviderStore::order,
                        provider,
                        now.toEpochMilli())
                .stream()
                .findFirst();
    }

    /** Leaves an order alone until a time. */
    public void due(String id, Instant due) {
        sql.update("update provider_order set due_at_millis = ? where id = ?", due.toEpochMilli(), id);
    }

    /** Whether nobody is looking after an order at {@code now}. */
    public boolean isDue(String id, Instant now) {
        return !sql.query(
                        "select due_at_millis from provider_order where id = ? and due_at_millis <= ?",
                        Sql.LONG,
                        id,
                        now.toEpochMilli())
                .isEmpty();
    }

    /** Moves an order on; false when it is not in the state it was thought to be in. */
    public boolean move(String id, State from, State to, Instant due) {
        return sql.update(
                        "update provider_order set state = ?, due_at_millis = ? where id = ? and state = ?",
                        to,
                        due.toEpochMilli(),
                        id,
                        from)
                == 1;
    }

    /** Closes an order whose numbers are ours; false when somebody else closed it. */
    public boolean sold(ProviderOrder order) {
        boolean closed = close(order);
        if (closed) {
            List<Long> numbers = StockStore.digits(order.numbers());
            sql.update(
                    "update stock_number set state = 'P' where number = any(?) and state = 'R' and import_id = "
                            + PROVIDED,
                    numbers);
            audit.add(Step.PURCHASED, numbers, order.id());
        }
        return closed;
    }

    /** Closes an order whose numbers the provider has again; false when somebody else closed it. */
    public boolean gone(ProviderOrder order) {
        boolean closed = close(order);
        if (closed) {
            List<Long> numbers = StockStore.digits(order.numbers());
            sql.update(
                    "delete from stock_number where number = any(?) and state <> 'P' and import_id = " + PROVIDED,
                    numbers);
            if (order.state() != State.RELEASING) {
                audit.add(Step.CANCELLED, numbers, order.id());
            }
        }
        return closed;
    }

    private boolean close(ProviderOrder order) {
        return sql.update("delete from provider_order where id = ?", order.id()) == 1;
    }

    /** Begins to give a sold number back to its provider; false when it has none. */
    public boolean release(String tenant, E164 number, Instant now) {
        Optional<String> provider = sql
                .query(
                        "select s.provider from stock_number n join number_shelf s on s.id = n.shelf_id"
                                + " where n.number = ? and n.state = 'P' and n.import_id = " + PROVIDED,
                        row -> row.getString(1),
                        number.digits())
                .stream()
                .findFirst();
        provider.ifPresent(name -> {
            sql.update("update stock_number set state = 'Q' where number = ?", number.digits());
            audit.add(Step.RELEASED, List.of(number.digits()), null);
            add(new ProviderOrder(UUID.randomUUID().toString(), name, tenant, State.RELEASING, List.of(number)), now);
        });
        return provider.isPresent();
    }

    private static ProviderOrder order(ResultSet row) throws SQLException {
        return new ProviderOrder(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                State.valueOf(row.getString(4)),
                Stream.of(row.getString(5).split(",")).map(E164::new).toList());
    }
}
