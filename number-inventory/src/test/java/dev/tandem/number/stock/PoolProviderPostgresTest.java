package dev.tandem.number.stock;

import dev.tandem.number.Database;
import dev.tandem.number.ManualClock;

/** The same on PostgreSQL. */
class PoolProviderPostgresTest extends PoolProviderTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
