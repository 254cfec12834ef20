package dev.tandem.number.sale;

import dev.tandem.number.Database;
import dev.tandem.number.ManualClock;

/** The same on PostgreSQL. */
class ProviderOrdersPostgresTest extends ProviderOrdersTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
