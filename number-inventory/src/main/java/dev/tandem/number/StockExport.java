package dev.tandem.number;

import dev.tandem.number.store.StockReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** The whole stock, read a page at a time: each page is what is true at its moment. */
@Singleton
@Transactional
public class StockExport {
    private final StockReader stock;

    /** For the container. */
    @Inject
    public StockExport(StockReader stock) {
        this.stock = stock;
    }

    /** The next numbers in order after the digits of one (0 for the beginning). */
    public List<StockEntry> page(long after, int max) {
        return stock.page(after, max);
    }
}
