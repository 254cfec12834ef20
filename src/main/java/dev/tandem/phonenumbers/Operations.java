package dev.tandem.phonenumbers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored outcomes of long-running operations. */
@ApplicationScoped
@Transactional
public class Operations {
    private final EntityManager store;

    /** Made by the container. */
    @Inject
    public Operations(EntityManager store) {
        this.store = store;
    }

    /** Stores an outcome, in the transaction of what it reports. */
    void add(OperationEntity operation) {
        store.persist(operation);
    }

    /** Forgets outcomes stored before a time, at most {@code max}; counts them. */
    int forget(Instant before, int max) {
        List<String> old = store.createQuery(
                        "select o.id from OperationEntity o where o.createdAt < :before", String.class)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList();
        return store.createQuery("delete from OperationEntity o where o.id in :old")
                .setParameter("old", old)
                .executeUpdate();
    }

    Optional<OperationEntity> find(String tenant, String id) {
        return Optional.ofNullable(store.find(OperationEntity.class, id))
                .filter(operation -> operation.tenant.equals(tenant));
    }
}
