package dev.tandem.number.store;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.Locality;
import dev.tandem.number.NumberType;
import dev.tandem.number.Offer;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.Search;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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
                .flatMap(offer -> sql
                        .query(
                                "select id from number_shelf where offer_id = ? and area_code = ? and locality = ?"
                                        + " and division = ? and trunk = ? and provider = ?",
                                row -> new Shelf.Key(row.getInt(1), offer),
                                offer,
                                wanted.areaCode(),
                                wanted.place().locality(),
                                wanted.place().division(),
                                wanted.trunk(),
                                wanted.provider())
                        .stream()
                        .findFirst());
    }

    private Optional<Integer> offer(Shelf wanted) {
        Offer offer = wanted.offer();
        return sql
                .query(
                        "select id from number_offer where country = ? and type = ? and calling = ? and sms = ?"
                                + " and amount = ? and currency = ? and digits = ?",
                        row -> row.getInt(1),
                        wanted.country(),
                        offer.type(),
                        offer.capabilities().calling(),
                        offer.capabilities().sms(),
                        offer.price().amount(),
                        offer.price().currency(),
                        wanted.digits())
                .stream()
                .findFirst();
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
    public List<PricedOffer> matching(Search search) {
        return sql
                .query(
                        "select o.id, o.amount, o.currency, o.digits, o.calling, o.sms from number_offer o"
                                + " where o.country = ? and o.type = ? and (? = '' or exists (select 1"
                                + " from number_shelf s where s.offer_id = o.id and s.area_code = ?))"
                                + " order by o.currency, o.amount, o.id",
                        row -> Map.entry(
                                new Capabilities(
                                        Capability.valueOf(row.getString(5)), Capability.valueOf(row.getString(6))),
                                new PricedOffer(
                                        row.getInt(1),
                                        new Price(row.getBigDecimal(2), row.getString(3)),
                                        row.getInt(4))),
                        search.country(),
                        search.type(),
                        search.areaCode(),
                        search.areaCode())
                .stream()
                .filter(offer -> offer.getKey().covers(search.capabilities()))
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
                        StockStore.digits(numbers))
                .forEach(entry -> offered.put(entry.getKey(), entry.getValue()));
        return offered;
    }

    /** The provider each number comes from, or else the trunk its calls arrive over; only those of which one is known. */
    public Map<E164, String> operators(List<E164> numbers) {
        Map<E164, String> operators = new HashMap<>();
        sql.query(
                        "select n.number, case when s.provider = '' then s.trunk else s.provider end from stock_number n"
                                + " join number_shelf s on s.id = n.shelf_id where n.number = any(?)"
                                + " and (s.provider <> '' or s.trunk <> '')",
                        row -> Map.entry(E164.ofDigits(row.getLong(1)), row.getString(2)),
                        StockStore.digits(numbers))
                .forEach(entry -> operators.put(entry.getKey(), entry.getValue()));
        return operators;
    }

    /** Countries with anything on sale, in alphabetical order of their codes. */
    public List<String> countries(int skip, int max) {
        return sql.query(
                "select distinct country from number_offer order by country" + page(skip, max),
                row -> row.getString(1));
    }

    /** Towns with numbers of these types, each with one of its area codes; {@code division} empty for all. */
    public List<Locality> localities(String country, Collection<NumberType> types, String division, int skip, int max) {
        String words = types.stream().map(type -> "'" + type.name() + "'").collect(Collectors.joining(", "));
        return sql.query(
                "select s.locality, s.division, s.division_name, min(s.area_code) from number_shelf s"
                        + " join number_offer o on o.id = s.offer_id where o.country = ? and o.type in (" + words + ")"
                        + " and s.locality <> '' and (? = '' or s.division = ?)"
                        + " group by s.locality, s.division, s.division_name order by 1, 2, 3" + page(skip, max),
                row -> new Locality(new Place(row.getString(1), row.getString(2), row.getString(3)), row.getString(4)),
                country,
                division,
                division);
    }

    /** Area codes of one type; locality and division empty for all. */
    public List<String> areaCodes(String country, NumberType type, Place within, int skip, int max) {
        return sql.query(
                "select distinct s.area_code from number_shelf s join number_offer o on o.id = s.offer_id"
                        + " where o.country = ? and o.type = ? and s.area_code <> '' and (? = '' or s.locality = ?)"
                        + " and (? = '' or s.division = ?) order by s.area_code" + page(skip, max),
                row -> row.getString(1),
                country,
                type,
                within.locality(),
                within.locality(),
                within.division(),
                within.division());
    }

    /** What a country's numbers can do and cost. */
    public List<Offer> offers(String country) {
        return sql.query(
                "select distinct o.type, o.calling, o.sms, o.amount, o.currency from number_offer o"
                        + " where o.country = ? order by o.type, o.amount, o.calling, o.sms, o.currency",
                ShelfStore::offer,
                country);
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                NumberType.valueOf(row.getString(1)),
                new Capabilities(Capability.valueOf(row.getString(2)), Capability.valueOf(row.getString(3))),
                new Price(row.getBigDecimal(4), row.getString(5)));
    }

    private static String page(int skip, int max) {
        return " offset " + skip + " rows fetch next " + max + " rows only";
    }
}
