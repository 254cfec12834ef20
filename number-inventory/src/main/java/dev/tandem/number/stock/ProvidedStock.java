package dev.tandem.number.stock;

import dev.tandem.number.E164;
import dev.tandem.number.audit.AuditTrail;
import dev.tandem.number.audit.Step;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers in stock that are a provider's: they are in no index of free numbers, never become available, and leave the
 * stock when the provider has them again.
 */
@Singleton
public class ProvidedStock {
    /** The "import" of numbers that a provider sold us. */
    static final int IMPORT = -1;

    private final Sql sql;
    private final AuditTrail audit;

    /** For the container. */
    @Inject
    public ProvidedStock(Sql sql, AuditTrail audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Whether any of them is in stock, whoever's it is and whatever has become of it. */
    public boolean anyInStock(List<E164> numbers) {
        return sql.first("select number from stock_number where number = any(?)", Sql.LONG, Sql.digits(numbers))
                .isPresent();
    }

    /** Puts an order's numbers in stock, held and each on its shelf; fails when one of them is there already. */
    public void add(Map<E164, Shelf.Key> shelves, String orderId) {
        sql.batch(
                "insert into stock_number (number, shelf_id, state, import_id, tail) values (?, ?, 'R', " + IMPORT
                        + ", ?)",
                shelves.entrySet().stream().map(each -> new Object[] {
                    each.getKey().digits(),
                    each.getValue().id(),
                    CompiledPattern.tail(each.getKey().digits())
                }));
        audit.add(Step.RESERVED, Sql.digits(shelves.keySet()), orderId);
    }

    /** The numbers of an order are bought. */
    public void sell(List<E164> numbers, String orderId) {
        sql.update(
                "update stock_number set state = 'P' where number = any(?) and state = 'R' and import_id = " + IMPORT,
                Sql.digits(numbers));
        audit.add(Step.PURCHASED, Sql.digits(numbers), orderId);
    }

    /** Strikes out numbers that the provider has again; those that were bought meanwhile stay. */
    public void remove(List<E164> numbers) {
        sql.update(
                "delete from stock_number where number = any(?) and state <> 'P' and import_id = " + IMPORT,
                Sql.digits(numbers));
    }

    /** Notes that an order which held numbers, and sold none, is over. */
    public void noteCancelled(List<E164> numbers, String orderId) {
        audit.add(Step.CANCELLED, Sql.digits(numbers), orderId);
    }

    /** Takes a sold number from its owner; the name of the provider that is to have it back, empty for one of the pool. */
    public Optional<String> takeBack(E164 number) {
        Optional<String> provider = sql.first(
                "select s.provider from stock_number n join number_shelf s on s.id = n.shelf_id"
                        + " where n.number = ? and n.state = 'P' and n.import_id = " + IMPORT,
                row -> row.getString(1),
                number.digits());
        if (provider.isPresent()) {
            sql.update("update stock_number set state = 'Q' where number = ?", number.digits());
            audit.add(Step.RELEASED, List.of(number.digits()), null);
        }
        return provider;
    }
}
