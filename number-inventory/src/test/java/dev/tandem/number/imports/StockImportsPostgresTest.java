package dev.tandem.number.imports;

import dev.tandem.number.Database;
import dev.tandem.number.ManualClock;

/** The same on PostgreSQL. */
class StockImportsPostgresTest extends StockImportsTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
