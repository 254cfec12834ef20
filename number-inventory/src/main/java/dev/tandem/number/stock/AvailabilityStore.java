package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberRange;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Single numbers in stock and what they offer; looked at, not locked. */
@Singleton
public class AvailabilityStore {
    private static final String SELECT = "select n.number, o.country, o.type, o.calling, o.sms, o.amount, o.currency"
            + " from stock_number n join number_shelf s on s.id = n.shelf_id join number_offer o on o.id = s.offer_id";

    private static final Sql.Row<AvailableNumber> NUMBER = row -> new AvailableNumber(
            E164.ofDigits(row.getLong(1)),
            row.getString(2),
            NumberType.valueOf(row.getString(3)),
            new Capabilities(Capability.valueOf(row.getString(4)), Capability.valueOf(row.getString(5))),
            new Price(row.getBigDecimal(6), row.getString(7)));

    private final Sql sql;

    /** For the container. */
    @Inject
    public AvailabilityStore(Sql sql) {
        this.sql = sql;
    }

    /** Up to {@code max} available numbers of a shelf. */
    public List<AvailableNumber> onShelf(int shelf, int max) {
        return of(sql.query(
                "select number from stock_number where free_shelf = ?" + sql.inOrderOf("free_shelf, tail") + limit(max),
                Sql.LONG,
                shelf));
    }

    /** Up to {@code max} available numbers of an offer in a range. */
    public List<AvailableNumber> inRange(int offer, NumberRange range, int max) {
        return of(sql.query(
                "select number from stock_number where free_offer = ? and number between ? and ?"
                        + sql.inOrderOf("free_offer, number") + limit(max),
                Sql.LONG,
                offer,
                range.first(),
                range.last()));
    }

    /** What these numbers offer; those that are not in stock are missing. */
    public Map<E164, AvailableNumber> find(Collection<E164> numbers) {
        return of(Sql.digits(numbers)).stream().collect(Collectors.toMap(AvailableNumber::number, Function.identity()));
    }

    private List<AvailableNumber> of(List<Long> numbers) {
        return numbers.isEmpty() ? List.of() : sql.query(SELECT + " where n.number = any(?)", NUMBER, numbers);
    }

    private static String limit(int max) {
        return " fetch first " + max + " rows only";
    }
}
