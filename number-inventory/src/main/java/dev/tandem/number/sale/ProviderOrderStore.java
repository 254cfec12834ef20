package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.sale.ProviderOrder.State;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.stock.ProvidedStock;
import dev.tandem.number.stock.Shelf;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The open orders at providers. */
@Singleton
public class ProviderOrderStore {
    private static final String COLUMNS = "id, provider, tenant_id, state, numbers";

    private final Sql sql;
    private final ProvidedStock stock;

    /** For the container. */
    @Inject
    public ProviderOrderStore(Sql sql, ProvidedStock stock) {
        this.sql = sql;
        this.stock = stock;
    }

    /** Writes an order down and takes its numbers, each on its shelf; false when one of them is in stock already. */
    public boolean open(ProviderOrder order, Function<E164, Shelf.Key> shelf, Instant due) {
        if (stock.anyInStock(order.numbers())) {
            return false;
        }
        add(order, due);
        stock.add(order.numbers().stream().collect(Collectors.toMap(number -> number, shelf)), order.id());
        return true;
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

    /** An open order, locked until the transaction ends. */
    public Optional<ProviderOrder> lock(String id) {
        return sql.first(
                "select " + COLUMNS + " from provider_order where id = ? for update", ProviderOrderStore::order, id);
    }

    /** The open order at a provider that has waited longest past its time, if nobody else is looking after it. */
    public Optional<ProviderOrder> lockDue(String provider, Instant now) {
        return sql.first(
                "select " + COLUMNS + " from provider_order where provider = ? and due_at_millis <= ?"
                        + sql.inOrderOf("provider, due_at_millis")
                        + " fetch first 1 rows only for update skip locked",
                ProviderOrderStore::order,
                provider,
                now.toEpochMilli());
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
            stock.sell(order.numbers(), order.id());
        }
        return closed;
    }

    /** Closes an order whose numbers the provider has again; false when somebody else closed it. */
    public boolean gone(ProviderOrder order) {
        boolean closed = close(order);
        if (closed) {
            stock.remove(order.numbers());
        }
        if (closed && order.state() != State.RELEASING) {
            stock.noteCancelled(order.numbers(), order.id());
        }
        return closed;
    }

    private boolean close(ProviderOrder order) {
        return sql.update("delete from provider_order where id = ?", order.id()) == 1;
    }

    /** Begins to give a sold number back to its provider; false when it has none. */
    public boolean release(String tenant, E164 number, Instant now) {
        Optional<String> provider = stock.takeBack(number);
        provider.ifPresent(name -> add(
                new ProviderOrder(UUID.randomUUID().toString(), name, tenant, State.RELEASING, List.of(number)), now));
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
