package dev.tandem.number;

import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Puts numbers on sale. Importing again is harmless: a number that is in stock, whatever has become of it, is left
 * alone. Two imports of the same numbers at the same moment may fail one of them, which may then be repeated.
 */
@Singleton
@Transactional
public class Stock {
    private final ShelfStore shelves;
    private final StockStore numbers;

    /** For the container. */
    @Inject
    public Stock(ShelfStore shelves, StockStore numbers) {
        this.shelves = shelves;
        this.numbers = numbers;
    }

    /** Imports ranges in one transaction and counts the numbers that were new. */
    public int importRanges(Collection<StockRange> ranges) {
        int added = 0;
        for (StockRange range : ranges) {
            added += importRange(range);
        }
        return added;
    }

    private int importRange(StockRange range) {
        long shelf = shelfOf(range);
        int added = 0;
        for (int from = 0; from < range.size(); from += StockStore.BATCH) {
            added += addNew(shelf, batch(range, from));
        }
        return added;
    }

    /** Throws {@link IllegalArgumentException} when the numbers belong to no country or to several areas. */
    private long shelfOf(StockRange range) {
        String areaCode = NumberingPlan.areaCode(range.first());
        String country = NumberingPlan.country(range.first())
                .orElseThrow(() -> new IllegalArgumentException("no country has " + range.first()));
        if (!areaCode.equals(NumberingPlan.areaCode(range.last()))) {
            throw new IllegalArgumentException("the range leaves area code " + areaCode);
        }
        Offer offer = new Offer(range.type(), range.capabilities(), range.price());
        return shelves.shelf(country, areaCode, range.place(), offer);
    }

    private static List<String> batch(StockRange range, int from) {
        int to = Math.min(from + StockStore.BATCH, range.size());
        List<String> batch = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            batch.add(range.first().plus(i).value());
        }
        return batch;
    }

    private int addNew(long shelf, List<String> batch) {
        Set<String> known = numbers.known(batch.get(0), batch.get(batch.size() - 1));
        List<String> unknown = batch.stream().filter(n -> !known.contains(n)).toList();
        return unknown.isEmpty() ? 0 : numbers.add(shelf, unknown);
    }
}
