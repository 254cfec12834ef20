package dev.tandem.number;

/** The same on PostgreSQL. */
class SoldOncePostgresTest extends SoldOnceTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
