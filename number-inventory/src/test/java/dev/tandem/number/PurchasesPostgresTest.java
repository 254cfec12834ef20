package dev.tandem.number;

/** The same on PostgreSQL. */
class PurchasesPostgresTest extends PurchasesTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
