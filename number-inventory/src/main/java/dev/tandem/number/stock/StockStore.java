package dev.tandem.number.stock;

import dev.tandem.number.E164;
import dev.tandem.number.audit.AuditTrail;
import dev.tandem.number.audit.Step;
import dev.tandem.number.sql.Sql;
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
    private final AuditTrail audit;

    /** For the container. */
    @Inject
    public StockStore(Sql sql, AuditTrail audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Holds numbers under an id of the holder, all or none; counts those that were available or had come due by {@code now}. */
    public int hold(List<E164> numbers, String holdId, Instant now, Instant until) {
        List<Long> digits = Sql.digits(numbers);
        int held = take(digits);
        if (held < digits.size() && putBackDue(digits, now) > 0) {
            held += take(digits);
        }
        if (held == digits.size()) {
            comeBack(digits, until, holdId);
            audit.add(Step.RESERVED, digits, holdId);
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

    /** Locks the numbers that are still held under an id and counts them; fewer than it was given when its time is over. */
    public int lockHeld(String holdId, Instant now) {
        return sql.query(
                        "select number from number_return where reservation_id = ? and due_at_millis > ? for update",
                        Sql.LONG,
                        holdId,
                        now.toEpochMilli())
                .size();
    }

    /** Sells what is held under an id; counts the numbers sold. */
    public int sell(String holdId) {
        List<Long> numbers = heldBy(holdId);
        int sold = sql.update("update stock_number set state = 'P' where number = any(?) and state = 'R'", numbers);
        stay(numbers);
        audit.add(Step.PURCHASED, numbers, holdId);
        return sold;
    }

    /** Counts those of the numbers that were held under an id, bought, and are still sold. */
    public int countSold(String holdId, List<E164> numbers) {
        return sql.query(
                        "select number from stock_number n where number = any(?) and state = 'P' and exists (select 1"
                                + " from number_audit a where a.number = n.number and a.step = 'PURCHASED'"
                                + " and a.reference = ?)",
                        Sql.LONG,
                        Sql.digits(numbers),
                        holdId)
                .size();
    }

    /** Puts back what is held under an id; counts the numbers. */
    public int letGo(String holdId) {
        List<Long> numbers = heldBy(holdId);
        putBack(numbers);
        audit.add(Step.CANCELLED, numbers, holdId);
        return numbers.size();
    }

    /** Puts back one number of a hold; nothing when the hold does not have it. */
    public void letGo(E164 number, String holdId) {
        List<Long> one = sql.query(
                "select number from number_return where number = ? and reservation_id = ? for update",
                Sql.LONG,
                number.digits(),
                holdId);
        putBack(one);
        audit.add(Step.CANCELLED, one, holdId);
    }

    /** Keeps what is held under an id until a later time. */
    public void extend(String holdId, Instant until) {
        sql.update("update number_return set due_at_millis = ? where reservation_id = ?", until.toEpochMilli(), holdId);
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

    private List<Long> heldBy(String holdId) {
        return sql.query("select number from number_return where reservation_id = ?", Sql.LONG, holdId);
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

    private void comeBack(List<Long> numbers, Instant due, @Nullable String holdId) {
        sql.update(
                "insert into number_return (number, due_at_millis, reservation_id) select n, ?, ? from unnest(?) as u(n)",
                due.toEpochMilli(),
                holdId,
                numbers);
    }

    private void stay(List<Long> numbers) {
        sql.update("delete from number_return where number = any(?)", numbers);
    }
}
