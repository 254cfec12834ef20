package dev.tandem.number.store;

import dev.tandem.number.E164;
import dev.tandem.number.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of numbers from state to state. Every change is a compare-and-set on the state: callers compare the count
 * returned with the count they meant. Each step goes into the audit trail within the same transaction.
 */
@Singleton
public class StockStore {
    private static final Sql.Row<Due> DUE = row -> new Due(row.getLong(1), row.getString(2) != null);

    private final Sql sql;
    private final AuditStore audit;

    /** For the container. */
    @Inject
    public StockStore(Sql sql, AuditStore audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Holds numbers for a reservation, all or none; counts those that were available or had come due by {@code now}. */
    public int hold(List<E164> numbers, String reservationId, Instant now, Instant until) {
        List<Long> digits = digits(numbers);
        int held = take(digits);
        if (held < digits.size() && putBackDue(digits, now) > 0) {
            held += take(digits);
        }
        if (held == digits.size()) {
            comeBack(digits, until, reservationId);
            audit.add(Step.RESERVED, digits, reservationId);
        } else if (held > 0) {
            throw new IllegalStateException("some of the numbers are not available, and some were taken");
        }
        return held;
    }

    private int take(List<Long> numbers) {
        return sql.update(
                "update stock_number set state = 'R', free_offer = null, free_shelf = null"
                        + " where number = any(?) and state = 'A'",
                numbers);
    }

    private int putBackDue(List<Long> numbers, Instant now) {
        return putBack(sql.query(
                "select number, reservation_id from number_return where number = any(?) and due_at_millis <= ?"
                        + " for update skip locked",
                DUE,
                numbers,
                now.toEpochMilli()));
    }

    /** Locks the numbers a reservation still holds and counts them; fewer than it was given when its time is over. */
    public int lockHeld(String reservationId, Instant now) {
        return sql.query(
                        "select number from number_return where reservation_id = ? and due_at_millis > ? for update",
                        Sql.LONG,
                        reservationId,
                        now.toEpochMilli())
                .size();
    }

    /** Sells what a reservation holds; counts the numbers sold. */
    public int sell(String reservationId) {
        List<Long> numbers = heldBy(reservationId);
        int sold = sql.update("update stock_number set state = 'P' where number = any(?) and state = 'R'", numbers);
        stay(numbers);
        audit.add(Step.PURCHASED, numbers, reservationId);
        return sold;
    }

    /** Counts those of the numbers that a reservation bought and that are still sold. */
    public int countSold(String reservationId, List<E164> numbers) {
        return sql.query(
                        "select number from stock_number n where number = any(?) and state = 'P' and exists (select 1"
                                + " from number_audit a where a.number = n.number and a.step = 'PURCHASED'"
                                + " and a.reference = ?)",
                        Sql.LONG,
                        digits(numbers),
                        reservationId)
                .size();
    }

    /** Puts back what a reservation holds; counts the numbers. */
    public int letGo(String reservationId) {
        List<Long> numbers = heldBy(reservationId);
        putBack(numbers);
        audit.add(Step.CANCELLED, numbers, reservationId);
        return numbers.size();
    }

    /** Puts back one number of a hold; nothing when the hold does not have it. */
    public void letGo(E164 number, String reservationId) {
        List<Long> one = sql.query(
                "select number from number_return where number = ? and reservation_id = ? for update",
                Sql.LONG,
                number.digits(),
                reservationId);
        putBack(one);
        audit.add(Step.CANCELLED, one, reservationId);
    }

    /** Holds what a reservation has until a later time. */
    public void extend(String reservationId, Instant until) {
        sql.update(
                "update number_return set due_at_millis = ? where reservation_id = ?",
                until.toEpochMilli(),
                reservationId);
    }

    /** Takes a sold number back, to be found again from {@code freeFrom} on; counts it, if it was sold. */
    public int takeBack(E164 number, Instant now, Instant freeFrom) {
        List<Long> one = List.of(number.digits());
        int taken = sql.update("update stock_number set state = 'Q' where number = any(?) and state = 'P'", one);
        if (taken == 1) {
            audit.add(Step.RELEASED, one, null);
            if (freeFrom.isAfter(now)) {
                comeBack(one, freeFrom, null);
            } else {
                putBack(one);
                audit.addBySystem(Step.AVAILABLE, one);
            }
        }
        return taken;
    }

    /** Puts back at most {@code max} numbers whose hold or quarantine is over at {@code now}, and counts them. */
    public int putBackDue(Instant now, int max) {
        // Those that somebody is buying at this moment are passed over: their purchase decides.
        return putBack(sql.query(
                "select number, reservation_id from number_return where due_at_millis <= ?"
                        + sql.inOrderOf("due_at_millis") + " fetch first " + max
                        + " rows only for update skip locked",
                DUE,
                now.toEpochMilli()));
    }

    private int putBack(Collection<Due> due) {
        List<Long> held = due.stream().filter(Due::held).map(Due::number).toList();
        List<Long> rested =
                due.stream().filter(each -> !each.held()).map(Due::number).toList();
        putBack(held);
        audit.addBySystem(Step.EXPIRED, held);
        putBack(rested);
        audit.addBySystem(Step.AVAILABLE, rested);
        return due.size();
    }

    private record Due(long number, boolean held) {}

    private List<Long> heldBy(String reservationId) {
        return sql.query("select number from number_return where reservation_id = ?", Sql.LONG, reservationId);
    }

    private void putBack(List<Long> numbers) {
        if (!numbers.isEmpty()) {
            stay(numbers);
            sql.update(
                    "update stock_number set state = 'A', free_shelf = shelf_id,"
                            + " free_offer = (select s.offer_id from number_shelf s where s.id = shelf_id)"
                            + " where number = any(?)",
                    numbers);
        }
    }

    private void comeBack(List<Long> numbers, Instant due, @Nullable String reservationId) {
        sql.update(
                "insert into number_return (number, due_at_millis, reservation_id) select n, ?, ? from unnest(?) as u(n)",
                due.toEpochMilli(),
                reservationId,
                numbers);
    }

    private void stay(List<Long> numbers) {
        sql.update("delete from number_return where number = any(?)", numbers);
    }

    static List<Long> digits(List<E164> numbers) {
        return numbers.stream().map(E164::digits).toList();
    }
}
