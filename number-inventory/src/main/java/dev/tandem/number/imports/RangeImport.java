package dev.tandem.number.imports;

import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.stock.Shelf;
import dev.tandem.number.stock.ShelfStore;
import dev.tandem.number.stock.StockWriter;
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
public class RangeImport {
    /** The "import" that numbers without one belong to. */
    private static final int NO_IMPORT = 0;

    private final ShelfStore shelves;
    private final StockWriter writer;

    /** For the container. */
    @Inject
    public RangeImport(ShelfStore shelves, StockWriter writer) {
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
    Counts write(int importId, List<ShelfRange> pieces) {
        Map<Shelf, Shelf.Key> keys = new HashMap<>();
        SortedMap<Long, Shelf.Key> byNumber = new TreeMap<>();
        for (ShelfRange piece : pieces) {
            Shelf.Key key = keys.computeIfAbsent(piece.shelf(), shelves::shelf);
            for (long number = piece.numbers().first();
                    number <= piece.numbers().last();
                    number++) {
                byNumber.put(number, key);
            }
        }
        return byNumber.isEmpty() ? Counts.NONE : counts(writer.write(importId, byNumber));
    }

    private static Counts counts(StockWriter.Written written) {
        return new Counts(0, written.added(), written.changed(), written.unchanged(), 0);
    }
}
