package dev.tandem.number.store;

import dev.tandem.number.Assignment;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.PhoneNumber;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The purchased numbers. */
@Singleton
public class OwnedStore {
    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public OwnedStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Stores a purchase; fails when anybody owns the number already. */
    public void add(PhoneNumber owned) {
        entities.persist(new OwnedRow(owned));
    }

    /** Whoever owns the number. */
    public Optional<PhoneNumber> find(E164 number) {
        return Optional.ofNullable(entities.find(OwnedRow.class, number.value()))
                .map(OwnedRow::toPhoneNumber);
    }

    /** One page of a tenant's numbers in order: after a number (empty text for the start), then past {@code skip}. */
    public List<PhoneNumber> page(String tenant, String after, int skip, int max) {
        // By the tenant too, although it is one: else H2 does not see that the index has the order, and sorts all there
        // are.
        return entities.createQuery(
                        "from OwnedNumber o where o.tenant = :tenant and o.number > :after"
                                + " order by o.tenant, o.number",
                        OwnedRow.class)
                .setParameter("tenant", tenant)
                .setParameter("after", after)
                .setFirstResult(skip)
                .setMaxResults(max)
                .getResultStream()
                .map(OwnedRow::toPhoneNumber)
                .toList();
    }

    /** Numbers assigned to a target, in order. */
    public List<PhoneNumber> assignedTo(String tenant, Assignment assignment, int max) {
        return entities.createQuery("""
                        from OwnedNumber o where o.assignmentTarget = :target and o.assignmentKind = :kind
                          and o.tenant = :tenant order by o.number
                        """, OwnedRow.class)
                .setParameter("target", assignment.target())
                .setParameter("kind", assignment.kind())
                .setParameter("tenant", tenant)
                .setMaxResults(max)
                .getResultStream()
                .map(OwnedRow::toPhoneNumber)
                .toList();
    }

    /** Ends the ownership. True for the one caller who ended it. */
    public boolean remove(String tenant, E164 number) {
        return entities.createQuery("delete from OwnedNumber o where o.number = :number and o.tenant = :tenant")
                        .setParameter("number", number.value())
                        .setParameter("tenant", tenant)
                        .executeUpdate()
                == 1;
    }

    /** Sets what the number is used for; false when the tenant does not own it. */
    public boolean capabilities(String tenant, E164 number, Capabilities capabilities) {
        return entities.createQuery("update OwnedNumber o set o.terms.capabilities.calling = :calling,"
                                + " o.terms.capabilities.sms = :sms"
                                + " where o.number = :number and o.tenant = :tenant")
                        .setParameter("calling", capabilities.calling())
                        .setParameter("sms", capabilities.sms())
                        .setParameter("number", number.value())
                        .setParameter("tenant", tenant)
                        .executeUpdate()
                == 1;
    }

    /** Sets or clears who answers; false when the tenant does not own the number. */
    public boolean assign(String tenant, E164 number, @Nullable Assignment assignment) {
        return entities.createQuery("update OwnedNumber o set o.assignmentKind = :kind, o.assignmentTarget = :target"
                                + " where o.number = :number and o.tenant = :tenant")
                        .setParameter("kind", assignment == null ? null : assignment.kind())
                        .setParameter("target", assignment == null ? null : assignment.target())
                        .setParameter("number", number.value())
                        .setParameter("tenant", tenant)
                        .executeUpdate()
                == 1;
    }
}
