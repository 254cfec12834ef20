package dev.tandem.number.stock;

import dev.tandem.number.E164;
import dev.tandem.number.NumberRange;
import dev.tandem.number.Place;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds available numbers and locks them until the transaction ends. Numbers another search is looking at are passed over,
 * so searches neither wait for nor collide with each other.
 *
 * <p>An area code or a beginning is a range of the index by offer, an ending a range of the index by shelf, a place a few
 * shelves: each is read from where the first hit lies, and only as far as numbers are wanted. What no index knows (digits
 * between stars, numbers in a row) is looked for among the first {@link #CANDIDATES_MAX} candidates.
 */
@Singleton
public class FreeNumbers {
    /** How many numbers a search without an index looks at. */
    public static final int CANDIDATES_MAX = 20_000;

    /** How many shelves a search by place or ending looks at. */
    private static final int SHELVES_MAX = 2_000;

    private static final int CANDIDATES_AT_ONCE = 1_000;

    /** So few open digits between beginning and ending that reading the whole range is cheaper than asking each shelf. */
    private static final int OPEN_DIGITS_FEW = 4;

    private final Sql sql;
    private final ShelfStore shelves;

    /** For the container. */
    @Inject
    public FreeNumbers(Sql sql, ShelfStore shelves) {
        this.sql = sql;
        this.shelves = shelves;
    }

    /** Locks up to the quantity asked for, in order; the offers are all at one price. */
    public List<E164> lock(List<StoredOffer> offers, SearchCriteria criteria, Selection selection) {
        List<Long> found = new ArrayList<>();
        for (StoredOffer offer : offers) {
            int missing = criteria.quantity() - found.size();
            if (missing > 0 && selection.consecutive()) {
                // Half a block is none.
                found.clear();
            }
            if (missing > 0) {
                found.addAll(lock(
                        OfferCriteria.of(offer, criteria, selection),
                        selection.consecutive() ? criteria.quantity() : missing));
            }
        }
        return found.stream().sorted().map(E164::ofDigits).toList();
    }

    private List<Long> lock(OfferCriteria wanted, int quantity) {
        if (wanted.range().isEmpty()) {
            return List.of();
        }
        if (wanted.consecutive() || !wanted.pattern().isRange()) {
            return candidates(wanted, quantity);
        }
        boolean byShelf = !wanted.within().equals(Place.NATIONWIDE) || wanted.openDigits() > OPEN_DIGITS_FEW;
        return byShelf ? fromShelves(wanted, quantity) : fromOffer(wanted, quantity);
    }

    private List<Long> fromOffer(OfferCriteria wanted, int quantity) {
        NumberRange range = wanted.range();
        return sql.query(
                "select number from stock_number where free_offer = ? and number between ? and ? and mod(number, ?) = ?"
                        + sql.inOrderOf("free_offer, number") + limit(quantity),
                Sql.LONG,
                wanted.offer().id(),
                range.first(),
                range.last(),
                wanted.pattern().endingStep(),
                wanted.pattern().ending());
    }

    private List<Long> fromShelves(OfferCriteria wanted, int quantity) {
        List<Long> found = new ArrayList<>();
        for (int shelf : shelves.shelves(wanted.offer().id(), wanted.areaCode(), wanted.within(), SHELVES_MAX)) {
            if (found.size() == quantity) {
                break;
            }
            found.addAll(fromShelf(shelf, wanted, quantity - found.size()));
        }
        return found;
    }

    private List<Long> fromShelf(int shelf, OfferCriteria wanted, int quantity) {
        NumberRange tails = wanted.pattern().tails();
        return sql.query(
                "select number from stock_number where free_shelf = ? and tail between ? and ? and number between ? and ?"
                        + " and mod(number, ?) = ?" + sql.inOrderOf("free_shelf, tail") + limit(quantity),
                Sql.LONG,
                shelf,
                tails.first(),
                tails.last(),
                wanted.range().first(),
                wanted.range().last(),
                wanted.pattern().endingStep(),
                wanted.pattern().ending());
    }

    private static String limit(int quantity) {
        return " fetch first " + quantity + " rows only for update skip locked";
    }

    /** Looks at available numbers in order, without locks, and locks the first that will do. */
    private List<Long> candidates(OfferCriteria wanted, int quantity) {
        Picked picked = new Picked(quantity, wanted.consecutive());
        long from = wanted.range().first();
        List<Integer> at = wanted.within().equals(Place.NATIONWIDE)
                ? List.of()
                : shelves.shelves(wanted.offer().id(), wanted.areaCode(), wanted.within(), SHELVES_MAX);
        for (int seen = 0; seen < CANDIDATES_MAX; seen += CANDIDATES_AT_ONCE) {
            List<Candidate> some = candidatesFrom(from, wanted);
            Stream<Candidate> fitting = some.stream()
                    .filter(each -> wanted.pattern().matches(each.number()))
                    .filter(each -> wanted.within().equals(Place.NATIONWIDE) || at.contains(each.shelf()));
            for (Candidate each : (Iterable<Candidate>) fitting::iterator) {
                if (picked.add(each.number()) && lockAll(picked.numbers())) {
                    return picked.numbers();
                }
            }
            if (some.size() < CANDIDATES_AT_ONCE) {
                break;
            }
            from = some.get(some.size() - 1).number() + 1;
        }
        return List.of();
    }

    private record Candidate(long number, int shelf) {}

    private List<Candidate> candidatesFrom(long from, OfferCriteria wanted) {
        return sql.query(
                "select number, shelf_id from stock_number where free_offer = ? and number between ? and ?"
                        + sql.inOrderOf("free_offer, number") + " fetch first " + CANDIDATES_AT_ONCE + " rows only",
                row -> new Candidate(row.getLong(1), row.getInt(2)),
                wanted.offer().id(),
                from,
                wanted.range().last());
    }

    /** Whether all of them are still available, and ours until the transaction ends. */
    private boolean lockAll(List<Long> numbers) {
        return sql.query(
                                "select number from stock_number where number = any(?) and state = 'A'"
                                        + " for update skip locked",
                                Sql.LONG,
                                numbers)
                        .size()
                == numbers.size();
    }

    /** The last numbers that fit: a window that starts anew at each gap when they must be in a row. */
    private static final class Picked {
        private final List<Long> numbers = new ArrayList<>();
        private final int quantity;
        private final boolean consecutive;

        Picked(int quantity, boolean consecutive) {
            this.quantity = quantity;
            this.consecutive = consecutive;
        }

        /** Whether there are enough now. */
        boolean add(long number) {
            if (consecutive && !numbers.isEmpty() && numbers.get(numbers.size() - 1) + 1 != number) {
                numbers.clear();
            }
            if (numbers.size() == quantity) {
                // They were enough before and somebody took one of them meanwhile.
                numbers.remove(0);
            }
            numbers.add(number);
            return numbers.size() == quantity;
        }

        List<Long> numbers() {
            return List.copyOf(numbers);
        }
    }
}
