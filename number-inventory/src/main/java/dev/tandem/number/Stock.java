package dev.tandem.number;

import dev.tandem.number.ImportReport.Counts;
import dev.tandem.number.store.Shelf;
import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.StockWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts numbers on sale, a batch in a transaction. Importing again is harmless: a number that is in stock, whatever has
 * become of it, keeps its state; only its terms follow the last import. Two imports of the same numbers at the same moment
 * may fail one of them, which may then be repeated.
 */
@Singleton
@Transactional
public class Stock {
    /** The "import" that numbers without one belong to. */
    private static final int NO_IMPORT = 0;

    private final ShelfStore shelves;
    private final StockWriter writer;

    /** For the container. */
    @Inject
    public Stock(ShelfStore shelves, StockWriter writer) {
        this.shelves = shelves;
        this.writer = writer;
    }

    /**
     * Puts a few ranges in stock at once and counts the numbers that were new. Throws {@link IllegalArgumentException} for
     * numbers that are never sold.
     */
    public int importRanges(Collection<StockRange> ranges) {
        PlacedNumbers placed = new PlacedNumbers();
        long added = 0;
        for (StockRange range : ranges) {
            PlacedNumbers.Cut cut = placed.cut(range);
            if (!cut.refusal().isEmpty()) {
                throw new IllegalArgumentException(range.first() + ": " + cut.refusal());
            }
            added += write(NO_IMPORT, cut.pieces()).added();
        }
        return (int) added;
    }

    /** Writes numbers; where a number comes twice, the later place counts. */
    Counts write(int importId, List<Piece> pieces) {
        Map<Shelf, Shelf.Key> keys = new HashMap<>();
        SortedMap<Long, Shelf.Key> byNumber = new TreeMap<>();
        for (Piece piece : pieces) {
            Shelf.Key key = keys.computeIfAbsent(piece.shelf(), shelves::shelf);
            for (long number = piece.numbers().first();
                    number <= piece.numbers().last();
                    number++) {
                byNumber.put(number, key);
            }
        }
        return byNumber.isEmpty() ? Counts.NONE : writer.write(importId, byNumber);
    }
}
