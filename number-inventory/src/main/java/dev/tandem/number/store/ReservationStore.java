package dev.tandem.number.store;

import dev.tandem.number.Reservation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reservations, each visible to its tenant only. */
@Singleton
public class ReservationStore {
    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public ReservationStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Stores a new reservation. */
    public void add(Reservation reservation) {
        entities.persist(new ReservationRow(reservation));
    }

    /** The reservation as it stands at {@code now}. */
    public Optional<Reservation> find(String tenant, String id, Instant now) {
        return entities.createQuery("from Reservation r where r.id = :id and r.tenant = :tenant", ReservationRow.class)
                .setParameter("id", id)
                .setParameter("tenant", tenant)
                .getResultStream()
                .findFirst()
                .map(row -> row.at(now));
    }

    /** Ends a hold that has time left. True for the one caller who ended it. */
    public boolean end(String id, Reservation.Status status, Instant now) {
        return entities.createQuery("update Reservation r set r.status = :status"
                                + " where r.id = :id and r.status = :held and r.expiresAt > :now")
                        .setParameter("status", status)
                        .setParameter("id", id)
                        .setParameter("held", Reservation.Status.HELD)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** The status as the database has it now, whatever this transaction read before. */
    public Reservation.Status status(String id) {
        return entities.createQuery("select r.status from Reservation r where r.id = :id", Reservation.Status.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /** Turns a purchase under way back into what it is: too late. */
    public void expire(String id) {
        entities.createQuery("update Reservation r set r.status = :expired where r.id = :id")
                .setParameter("expired", Reservation.Status.EXPIRED)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** How many numbers a tenant's searches hold at {@code now}. */
    public long held(String tenant, Instant now) {
        return entities.createQuery("""
                        select coalesce(sum(r.quantity), 0) from Reservation r
                        where r.tenant = :tenant and r.expiresAt > :now and r.status = :held
                        """, Long.class)
                .setParameter("tenant", tenant)
                .setParameter("now", now)
                .setParameter("held", Reservation.Status.HELD)
                .getSingleResult();
    }

    /** Forgets reservations made before a time, at most {@code max}. */
    public int forget(Instant before, int max) {
        List<String> old = entities.createQuery(
                        "select r.id from Reservation r where r.createdAt < :before", String.class)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList();
        return entities.createQuery("delete from Reservation r where r.id in :old")
                .setParameter("old", old)
                .executeUpdate();
    }
}
