package dev.tandem.number.owned;

import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Looks purchased numbers up: for a call by number alone, for everybody else within a tenant. */
@Singleton
@Transactional
public class OwnedNumbers {
    private final OwnedStore owned;

    /** For the container. */
    @Inject
    public OwnedNumbers(OwnedStore owned) {
        this.owned = owned;
    }

    /** The number with its tenant and assignment, whoever owns it: what an incoming call asks. One row by key. */
    public Optional<PhoneNumber> find(E164 number) {
        return owned.find(number);
    }

    /** The number if this tenant owns it. */
    public Optional<PhoneNumber> find(String tenant, E164 number) {
        return owned.find(number).filter(found -> found.tenant().equals(tenant));
    }

    /**
     * A page of a tenant's numbers in order. Give the last number of one page as {@code after} of the next (empty text
     * to start): it costs the same for every page, where {@code skip} grows dearer with each.
     */
    public List<PhoneNumber> page(String tenant, String after, int skip, int max) {
        return owned.page(tenant, after, skip, max);
    }

    /** The first {@code max} numbers assigned to a target, in order. */
    public List<PhoneNumber> assignedTo(String tenant, Assignment assignment, int max) {
        return owned.assignedTo(tenant, assignment, max);
    }
}
