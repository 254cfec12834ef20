package dev.tandem.number;

import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.ReservationStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Searches and carts that are long over. */
@Singleton
@Transactional
public class History {
    private final ReservationStore reservations;
    private final CartStore carts;

    /** For the container. */
    @Inject
    public History(ReservationStore reservations, CartStore carts) {
        this.reservations = reservations;
        this.carts = carts;
    }

    /**
     * Forgets up to {@code max} searches and as many carts made before a time, and counts them. Owned numbers do not
     * depend on them.
     */
    public int forget(Instant before, int max) {
        return reservations.forget(before, max) + carts.forget(before, max);
    }
}
