package dev.tandem.number;

import dev.tandem.number.store.AuditStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** What happened to a number since it came into stock. */
@Singleton
@Transactional
public class AuditTrail {
    private final AuditStore store;

    /** For the container. */
    @Inject
    public AuditTrail(AuditStore store) {
        this.store = store;
    }

    /** The steps after a position (-1 for the beginning), oldest first; none for a number that was never in stock. */
    public List<AuditEntry> page(E164 number, long after, int max) {
        return store.page(number, after, max);
    }
}
