package dev.tandem.gateway;

import dev.tandem.acs.Unavailability;
import dev.tandem.store.StoreFaults;
import dev.tandem.store.StoreWatch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The database is what requests can be short of; each that is has it looked at. */
@Singleton
class StoreUnavailability implements Unavailability {

    private final StoreWatch watch;

    @Inject
    StoreUnavailability(StoreWatch watch) {
        this.watch = watch;
    }

    @Override
    public boolean explains(Throwable failure) {
        if (StoreFaults.isAway(failure)) {
            watch.suspect();
            return true;
        }
        return watch.isDown();
    }
}
