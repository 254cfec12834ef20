package dev.tandem.number;

import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.ReservationStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** How many numbers a tenant keeps from others without having bought them, by searches and carts together. */
@Singleton
@Transactional
public class HeldNumbers {
    private final ReservationStore reservations;
    private final CartStore carts;
    private final Clock clock;

    /** For the container. */
    @Inject
    public HeldNumbers(ReservationStore reservations, CartStore carts, Clock clock) {
        this.reservations = reservations;
        this.carts = carts;
        this.clock = clock;
    }

    /** The numbers held now. Requests that run at the same moment do not see each other's. */
    public long count(String tenant) {
        Instant now = clock.instant();
        return reservations.held(tenant, now) + carts.held(tenant, now);
    }
}
