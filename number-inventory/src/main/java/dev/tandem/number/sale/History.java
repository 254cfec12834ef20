package dev.tandem.number.sale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Searches and reservations that are long over. */
@Singleton
@Transactional
public class History {
    private final SearchStore searches;
    private final ReservationStore reservations;

    /** For the container. */
    @Inject
    public History(SearchStore searches, ReservationStore reservations) {
        this.searches = searches;
        this.reservations = reservations;
    }

    /**
     * Forgets up to {@code max} searches and as many reservations made before a time, and counts them. Owned numbers do not
     * depend on them.
     */
    public int forget(Instant before, int max) {
        return searches.forget(before, max) + reservations.forget(before, max);
    }
}
