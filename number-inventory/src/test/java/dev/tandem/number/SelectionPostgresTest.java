package dev.tandem.number;

/** The same on PostgreSQL. */
class SelectionPostgresTest extends SelectionTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
