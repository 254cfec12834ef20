package dev.tandem.number.stock;

import dev.tandem.number.audit.AuditTrail;
import dev.tandem.number.audit.Step;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Puts numbers on their shelves. A number that is in stock already stays what it is; only its shelf can change, and not even
 * that while it is a provider's: the terms are the provider's, and so is the number once it is given back.
 */
@Singleton
public class StockWriter {
    /** Where the batch spans at most so many times its own count, the span is read; else each number is asked for. */
    private static final int SPREAD_MAX = 4;

    private final Sql sql;
    private final AuditTrail audit;

    /** For the container. */
    @Inject
    public StockWriter(Sql sql, AuditTrail audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** How many numbers were new, had other terms, and were as they are already. */
    public record Written(int added, int changed, int unchanged) {}

    /** Puts each number on its shelf. */
    public Written write(int importId, SortedMap<Long, Shelf.Key> numbers) {
        Map<Long, Integer> known = known(numbers);
        Added added = new Added();
        List<Object[]> changed = new ArrayList<>();
        List<Long> changedNumbers = new ArrayList<>();
        numbers.forEach((number, shelf) -> {
            Integer present = known.get(number);
            if (present == null) {
                added.add(number, shelf);
            } else if (present != PROVIDED && present != shelf.id()) {
                changed.add(new Object[] {shelf.id(), shelf.offerId(), shelf.id(), number});
                changedNumbers.add(number);
            }
        });
        insert(importId, added);
        change(changed);
        audit.add(Step.CHANGED, changedNumbers, "import " + importId);
        int unchanged = numbers.size() - added.numbers.size() - changed.size();
        return new Written(added.numbers.size(), changed.size(), unchanged);
    }

    /** One statement for all: executed row by row, a batch of H2's takes half as long again. */
    private void insert(int importId, Added rows) {
        if (!rows.numbers.isEmpty()) {
            sql.update(
                    "insert into stock_number (number, shelf_id, state, import_id, free_offer, free_shelf, tail)"
                            + " select n, shelf, 'A', ?, offer, shelf, tail from unnest(?, ?, ?, ?)"
                            + " as u(n, shelf, offer, tail)",
                    importId,
                    rows.numbers,
                    rows.shelves,
                    rows.offers,
                    rows.tails);
        }
    }

    /** New numbers, column by column. */
    private static final class Added {
        private final List<Long> numbers = new ArrayList<>();
        private final List<Long> shelves = new ArrayList<>();
        private final List<Long> offers = new ArrayList<>();
        private final List<Long> tails = new ArrayList<>();

        void add(long number, Shelf.Key shelf) {
            numbers.add(number);
            shelves.add((long) shelf.id());
            offers.add((long) shelf.offerId());
            tails.add((long) CompiledPattern.tail(number));
        }
    }

    private void change(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            sql.batch(
                    "update stock_number set shelf_id = ?, free_offer = case when state = 'A' then cast(? as integer) end,"
                            + " free_shelf = case when state = 'A' then cast(? as integer) end where number = ?",
                    rows.stream());
        }
    }

    /** The shelves of those that are in stock. */
    private Map<Long, Integer> known(SortedMap<Long, Shelf.Key> numbers) {
        Map<Long, Integer> known = new HashMap<>();
        int most = SPREAD_MAX * numbers.size();
        List<Known> near = sql.query(
                SELECT + " where number between ? and ? order by number" + " fetch first " + (most + 1) + " rows only",
                KNOWN,
                numbers.firstKey(),
                numbers.lastKey());
        List<Known> found = near.size() <= most
                ? near
                : sql.query(SELECT + " where number = any(?)", KNOWN, List.copyOf(numbers.keySet()));
        found.forEach(each -> known.put(each.number(), each.shelf()));
        return known;
    }

    private static final String SELECT = "select number, shelf_id, import_id from stock_number";

    /** Stands for the shelf of a number that an import cannot move. */
    private static final int PROVIDED = 0;

    private static final Sql.Row<Known> KNOWN =
            row -> new Known(row.getLong(1), row.getInt(3) == ProvidedStock.IMPORT ? PROVIDED : row.getInt(2));

    private record Known(long number, int shelf) {}
}
