package dev.tandem.number.catalogue;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.Locality;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.stock.Offer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to buy, whether in stock at this moment or not. */
@Singleton
@Transactional
public class Catalogue {
    private final Sql sql;

    /** For the container. */
    @Inject
    public Catalogue(Sql sql) {
        this.sql = sql;
    }

    /**
     * Who operates numbers of the stock, sold ones included: the provider they come from, or the trunk their calls arrive
     * over. Numbers of which neither is known are left out.
     */
    public Map<E164, String> operators(List<E164> numbers) {
        Map<E164, String> operators = new HashMap<>();
        sql.query(
                        "select n.number, case when s.provider = '' then s.trunk else s.provider end from stock_number n"
                                + " join number_shelf s on s.id = n.shelf_id where n.number = any(?)"
                                + " and (s.provider <> '' or s.trunk <> '')",
                        row -> Map.entry(E164.ofDigits(row.getLong(1)), row.getString(2)),
                        Sql.digits(numbers))
                .forEach(entry -> operators.put(entry.getKey(), entry.getValue()));
        return operators;
    }

    /** ISO 3166-1 codes of the countries with numbers, in order. */
    public List<String> countries(int skip, int max) {
        return sql.query(
                "select distinct country from number_offer order by country" + page(skip, max),
                row -> row.getString(1));
    }

    /** Towns of a country in order, each with one of its area codes; {@code types} as wanted, {@code division} empty for all. */
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

    /** Area codes in order; empty locality and division in {@code within} for the whole country. */
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

    /** What a country's numbers can do and cost; empty when the country has none. */
    public List<Offer> offers(String country) {
        return sql.query(
                "select distinct o.type, o.calling, o.sms, o.amount, o.currency from number_offer o"
                        + " where o.country = ? order by o.type, o.amount, o.calling, o.sms, o.currency",
                Catalogue::offer,
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
