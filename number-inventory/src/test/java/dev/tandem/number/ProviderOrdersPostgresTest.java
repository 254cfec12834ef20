package dev.tandem.number;

/** The same on PostgreSQL. */
class ProviderOrdersPostgresTest extends ProviderOrdersTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
