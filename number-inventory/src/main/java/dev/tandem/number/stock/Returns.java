package dev.tandem.number.stock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Puts numbers back on their shelves when their time has come: holds that ran out, quarantines that are over. */
@Singleton
@Transactional
public class Returns {
    /** Numbers of one transaction. */
    static final int BATCH = 1000;

    private final StockStore stock;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Returns(StockStore stock, Clock clock) {
        this.stock = stock;
        this.clock = clock;
    }

    /** Puts back what is due, a bounded number of them, and counts it; call again while there was any. */
    public int putBackDue() {
        return stock.putBackDue(clock.instant(), BATCH);
    }
}
