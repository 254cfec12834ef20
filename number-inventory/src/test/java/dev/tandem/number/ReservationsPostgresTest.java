package dev.tandem.number;

/** The same on PostgreSQL. */
class ReservationsPostgresTest extends ReservationsTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
