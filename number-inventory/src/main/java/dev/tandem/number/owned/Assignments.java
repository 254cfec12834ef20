package dev.tandem.number.owned;

import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Says who answers a purchased number. */
@Singleton
@Transactional
public class Assignments {
    private final OwnedStore owned;

    /** For the container. */
    @Inject
    public Assignments(OwnedStore owned) {
        this.owned = owned;
    }

    /** Calls to the number go there from now on; false when the tenant does not own the number. */
    public boolean assign(String tenant, E164 number, Assignment assignment) {
        return owned.assign(tenant, number, assignment);
    }

    /** Calls to the number go to nobody; false when the tenant does not own the number. */
    public boolean unassign(String tenant, E164 number) {
        return owned.assign(tenant, number, null);
    }
}
