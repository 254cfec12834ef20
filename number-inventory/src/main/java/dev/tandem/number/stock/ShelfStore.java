package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The offers and their shelves: few rows, read by searches and by all that lists what is on sale. */
@Singleton
public class ShelfStore {
    private final Sql sql;

    /** For the container. */
    @Inject
    public ShelfStore(Sql sql) {
        this.sql = sql;
    }

    /** The shelf for such numbers, put up when there is none. */
    public Shelf.Key shelf(Shelf wanted) {
        return existing(wanted).orElseGet(() -> {
            int offer = offer(wanted).orElseGet(() -> {
                addOffer(wanted);
                return offer(wanted).orElseThrow();
            });
            sql.update(
                    "insert into number_shelf (offer_id, area_code, locality, division, division_name, trunk, provider)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    offer,
                    wanted.areaCode(),
                    wanted.place().locality(),
                    wanted.place().division(),
                    wanted.place().divisionName(),
                    wanted.trunk(),
                    wanted.provider());
            return existing(wanted).orElseThrow();
        });
    }

    private Optional<Shelf.Key> existing(Shelf wanted) {
        return offer(wanted)
                .flatMap(offer -> sql.first(
                        "select id from number_shelf where offer_id = ? and area_code = ? and locality = ?"
                                + " and division = ? and trunk = ? and provider = ?",
                        row -> new Shelf.Key(row.getInt(1), offer),
                        offer,
                        wanted.areaCode(),
                        wanted.place().locality(),
                        wanted.place().division(),
                        wanted.trunk(),
                        wanted.provider()));
    }

    private Optional<Integer> offer(Shelf wanted) {
        Offer offer = wanted.offer();
        return sql.first(
                "select id from number_offer where country = ? and type = ? and calling = ? and sms = ?"
                        + " and amount = ? and currency = ? and digits = ?",
                row -> row.getInt(1),
                wanted.country(),
                offer.type(),
                offer.capabilities().calling(),
                offer.capabilities().sms(),
                offer.price().amount(),
                offer.price().currency(),
                wanted.digits());
    }

    private void addOffer(Shelf wanted) {
        Offer offer = wanted.offer();
        sql.update(
                "insert into number_offer (country, type, calling, sms, amount, currency, digits)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                wanted.country(),
                offer.type(),
                offer.capabilities().calling(),
                offer.capabilities().sms(),
                offer.price().amount(),
                offer.price().currency(),
                wanted.digits());
    }

    /** The offers that would do, cheapest first; none where the area code asked for does not exist. */
    public List<StoredOffer> matching(SearchCriteria criteria) {
        return sql
                .query(
                        "select o.id, o.amount, o.currency, o.digits, o.calling, o.sms from number_offer o"
                                + " where o.country = ? and o.type = ? and (? = '' or exists (select 1"
                                + " from number_shelf s where s.offer_id = o.id and s.area_code = ?))"
                                + " order by o.currency, o.amount, o.id",
                        row -> Map.entry(
                                new Capabilities(
                                        Capability.valueOf(row.getString(5)), Capability.valueOf(row.getString(6))),
                                new StoredOffer(
                                        row.getInt(1),
                                        new Price(row.getBigDecimal(2), row.getString(3)),
                                        row.getInt(4))),
                        criteria.country(),
                        criteria.type(),
                        criteria.areaCode(),
                        criteria.areaCode())
                .stream()
                .filter(offer -> offer.getKey().covers(criteria.capabilities()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Shelves of an offer, at most {@code max}; area code, locality and division empty for any. */
    public List<Integer> shelves(int offerId, String areaCode, Place within, int max) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("area_code", areaCode);
        wanted.put("locality", within.locality());
        wanted.put("division", within.division());
        // Only what is asked for is named: a condition that may be no condition keeps a planner from its indexes.
        wanted.values().removeIf(String::isEmpty);
        String conditions = wanted.keySet().stream()
                .map(column -> " and " + column + " = ?")
                .collect(Collectors.joining());
        return sql.query(
                "select id from number_shelf where offer_id = ?" + conditions + " order by id fetch first " + max
                        + " rows only",
                row -> row.getInt(1),
                Stream.concat(Stream.of(offerId), wanted.values().stream()).toArray());
    }

    /** What the shelves of these numbers offer. */
    public Map<E164, Capabilities> offered(List<E164> numbers) {
        Map<E164, Capabilities> offered = new HashMap<>();
        sql.query(
                        "select n.number, o.calling, o.sms from stock_number n join number_shelf s on s.id = n.shelf_id"
                                + " join number_offer o on o.id = s.offer_id where n.number = any(?)",
                        row -> Map.entry(
                                E164.ofDigits(row.getLong(1)),
                                new Capabilities(
                                        Capability.valueOf(row.getString(2)), Capability.valueOf(row.getString(3)))),
                        Sql.digits(numbers))
                .forEach(entry -> offered.put(entry.getKey(), entry.getValue()));
        return offered;
    }
}
