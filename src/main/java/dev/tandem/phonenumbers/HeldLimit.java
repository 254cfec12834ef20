package dev.tandem.phonenumbers;

import dev.tandem.config.TandemConfig;
import dev.tandem.number.sale.HeldNumbers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Keeps one tenant from holding the whole stock without buying any of it. */
@Singleton
class HeldLimit {
    private final HeldNumbers held;
    private final int most;

    @Inject
    HeldLimit(HeldNumbers held, TandemConfig config) {
        this.held = held;
        this.most = config.limits().heldNumbers();
    }

    /** How many more numbers the tenant may hold. */
    int room(String tenant) {
        return (int) Math.max(0, most - held.count(tenant));
    }
}
