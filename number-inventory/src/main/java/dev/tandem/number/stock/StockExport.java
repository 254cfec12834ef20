package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.stock.StockEntry.State;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole stock in order of its digits, a page at a time: each page is what is true at its moment. */
@Singleton
@Transactional
public class StockExport {
    private final Sql sql;

    /** For the container. */
    @Inject
    public StockExport(Sql sql) {
        this.sql = sql;
    }

    /** The next {@code max} numbers after the digits of one (0 for the beginning), whatever has become of them. */
    public List<StockEntry> page(long after, int max) {
        Map<Integer, Terms> shelves = new HashMap<>();
        return sql
                .query(
                        "select number, shelf_id, state from stock_number where number > ? order by number"
                                + " fetch first " + max + " rows only",
                        row -> new Placed(row.getLong(1), row.getInt(2), row.getString(3)),
                        after)
                .stream()
                .map(each -> shelves.computeIfAbsent(each.shelf(), this::terms).of(each))
                .toList();
    }

    private record Placed(long number, int shelf, String state) {}

    private record Terms(NumberType type, Capabilities capabilities, Price price, Place place, String trunk) {
        StockEntry of(Placed placed) {
            return new StockEntry(
                    E164.ofDigits(placed.number()), type, capabilities, price, place, trunk, state(placed.state()));
        }
    }

    private static State state(String letter) {
        return switch (letter) {
            case "A" -> State.AVAILABLE;
            case "R" -> State.RESERVED;
            case "P" -> State.PURCHASED;
            case "Q" -> State.QUARANTINE;
            default -> throw new IllegalStateException("no state is called " + letter);
        };
    }

    private Terms terms(int shelf) {
        return sql.query(
                        "select o.type, o.calling, o.sms, o.amount, o.currency, s.locality, s.division, s.division_name,"
                                + " s.trunk from number_shelf s join number_offer o on o.id = s.offer_id where s.id = ?",
                        row -> new Terms(
                                NumberType.valueOf(row.getString(1)),
                                new Capabilities(
                                        Capability.valueOf(row.getString(2)), Capability.valueOf(row.getString(3))),
                                new Price(row.getBigDecimal(4), row.getString(5)),
                                new Place(row.getString(6), row.getString(7), row.getString(8)),
                                row.getString(9)),
                        shelf)
                .get(0);
    }
}
