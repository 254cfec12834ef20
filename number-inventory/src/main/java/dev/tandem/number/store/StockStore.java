package dev.tandem.number.store;

import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers on their shelves. Every change is a compare-and-set on the status: callers compare the count returned
 * with the count they meant.
 */
@Singleton
public class StockStore {
    /** Rows of one INSERT; JDBC drivers limit the parameters of a statement. */
    public static final int BATCH = 250;

    /** No clock reaches it: a purchased number is never free. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final Instant ALWAYS = Instant.EPOCH;

    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public StockStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Those from first to last (of equal length) that are in stock already, in whatever state. */
    public Set<String> known(String first, String last) {
        return new HashSet<>(entities.createQuery(
                        "select n.number from StockNumber n where n.number between :first and :last", String.class)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultList());
    }

    /** Puts new numbers on a shelf, at most {@link #BATCH} of them. */
    public int add(long shelfId, List<String> numbers) {
        String rows =
                String.join(", ", numbers.stream().map(n -> "(?, ?, ?, ?)").toList());
        Query insert = entities.createNativeQuery(
                "insert into stock_number (number, shelf_id, status, free_from) values " + rows);
        int parameter = 1;
        for (String number : numbers) {
            insert.setParameter(parameter++, number);
            insert.setParameter(parameter++, shelfId);
            insert.setParameter(parameter++, StockRow.Status.AVAILABLE.name());
            insert.setParameter(parameter++, ALWAYS);
        }
        return insert.executeUpdate();
    }

    /**
     * Finds up to {@code max} numbers free at {@code now} and locks them until the transaction ends. Numbers another
     * search is looking at are passed over, so searches neither wait for nor collide with each other.
     */
    @SuppressWarnings("unchecked") // A native query of one column: the rows are that column.
    public List<String> lockFree(Collection<Long> shelves, int max, Instant now) {
        return entities.createNativeQuery(
                        "select number from stock_number where shelf_id in (:shelves) and free_from <= :now" + " limit "
                                + max + " for update skip locked",
                        String.class)
                .setParameter("shelves", shelves)
                .setParameter("now", now)
                .getResultList();
    }

    /** Holds free numbers for a reservation; counts those that were still free. */
    public int hold(List<E164> numbers, String reservationId, Instant now, Instant until) {
        return entities.createQuery(
                        "update StockNumber n set n.status = :reserved, n.reservationId = :id, n.freeFrom = :until"
                                + " where n.number in :numbers and n.freeFrom <= :now")
                .setParameter("reserved", StockRow.Status.RESERVED)
                .setParameter("id", reservationId)
                .setParameter("until", until)
                .setParameter("numbers", values(numbers))
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Locks the numbers a reservation still holds and counts them; fewer than it was given when its time is over. */
    @SuppressWarnings("unchecked") // As above.
    public int lockHeld(String reservationId, Instant now) {
        return entities.createNativeQuery(
                        "select number from stock_number where reservation_id = :id and status = 'RESERVED'"
                                + " and free_from > :now for update",
                        String.class)
                .setParameter("id", reservationId)
                .setParameter("now", now)
                .getResultList()
                .size();
    }

    /** Sells what a reservation holds; counts the numbers sold. */
    public int sell(String reservationId) {
        return entities.createQuery(
                        "update StockNumber n set n.status = :purchased, n.reservationId = null, n.freeFrom = :never"
                                + " where n.reservationId = :id and n.status = :reserved")
                .setParameter("purchased", StockRow.Status.PURCHASED)
                .setParameter("never", NEVER)
                .setParameter("id", reservationId)
                .setParameter("reserved", StockRow.Status.RESERVED)
                .executeUpdate();
    }

    /** Puts back what a reservation holds. */
    public int letGo(String reservationId) {
        return entities.createQuery(
                        "update StockNumber n set n.status = :available, n.reservationId = null, n.freeFrom = :always"
                                + " where n.reservationId = :id and n.status = :reserved")
                .setParameter("available", StockRow.Status.AVAILABLE)
                .setParameter("always", ALWAYS)
                .setParameter("id", reservationId)
                .setParameter("reserved", StockRow.Status.RESERVED)
                .executeUpdate();
    }

    /** Takes a sold number back; it may be found again from {@code freeFrom} on. */
    public int takeBack(E164 number, Instant freeFrom) {
        return entities.createQuery("update StockNumber n set n.status = :available, n.freeFrom = :freeFrom"
                        + " where n.number = :number and n.status = :purchased")
                .setParameter("available", StockRow.Status.AVAILABLE)
                .setParameter("freeFrom", freeFrom)
                .setParameter("number", number.value())
                .setParameter("purchased", StockRow.Status.PURCHASED)
                .executeUpdate();
    }

    private static List<String> values(List<E164> numbers) {
        return numbers.stream().map(E164::value).toList();
    }
}
