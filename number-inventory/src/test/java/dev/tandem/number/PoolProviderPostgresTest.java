package dev.tandem.number;

/** The same on PostgreSQL. */
class PoolProviderPostgresTest extends PoolProviderTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
