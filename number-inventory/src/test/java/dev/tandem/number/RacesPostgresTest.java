package dev.tandem.number;

/** The same on PostgreSQL. */
class RacesPostgresTest extends RacesTest {
    @Override
    Database open(ManualClock clock) {
        return Database.inPostgres(clock);
    }
}
