package dev.tandem.number;

/** The same on PostgreSQL. */
class StockImportsPostgresTest extends StockImportsTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
