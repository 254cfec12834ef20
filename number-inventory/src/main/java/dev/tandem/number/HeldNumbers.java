package dev.tandem.number;

import dev.tandem.number.store.HoldStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** How many numbers a tenant keeps from others without having bought them, by searches and carts together. */
@Singleton
@Transactional
public class HeldNumbers {
    private final HoldStore holds;
    private final Clock clock;

    /** For the container. */
    @Inject
    public HeldNumbers(HoldStore holds, Clock clock) {
        this.holds = holds;
        this.clock = clock;
    }

    /** The numbers held now. Requests that run at the same moment do not see each other's. */
    public long count(String tenant) {
        return holds.count(tenant, clock.instant());
    }
}
