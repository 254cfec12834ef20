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
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shelves: few rows, read by searches and by all that lists what is on sale. */
@Singleton
public class ShelfStore {
    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public ShelfStore(EntityManager entities) {
        this.entities = entities;
    }

    /** The shelf for such numbers, put up when there is none. */
    public long shelf(String country, String areaCode, Place place, Offer offer) {
        ShelfRow wanted = new ShelfRow(country, areaCode, place, offer);
        return existing(wanted).orElseGet(() -> {
            entities.persist(wanted);
            entities.flush();
            return wanted.id;
        });
    }

    private Optional<Long> existing(ShelfRow wanted) {
        return entities.createQuery("""
                        select s.id from Shelf s where s.country = :country and s.type = :type
                          and s.areaCode = :areaCode and s.locality = :locality and s.division = :division
                          and s.calling = :calling and s.sms = :sms and s.amount = :amount and s.currency = :currency
                        """, Long.class)
                .setParameter("country", wanted.country)
                .setParameter("type", wanted.type)
                .setParameter("areaCode", wanted.areaCode)
                .setParameter("locality", wanted.locality)
                .setParameter("division", wanted.division)
                .setParameter("calling", wanted.calling)
                .setParameter("sms", wanted.sms)
                .setParameter("amount", wanted.amount)
                .setParameter("currency", wanted.currency)
                .getResultStream()
                .findFirst();
    }

    /** The shelves whose numbers would do, cheapest first. */
    public List<ShelfRow> matching(Search search) {
        String inArea = search.areaCode().isEmpty() ? "" : " and s.areaCode = :areaCode";
        var query = entities.createQuery(
                        "select s from Shelf s where s.country = :country and s.type = :type and s.calling in :calling"
                                + " and s.sms in :sms" + inArea + " order by s.currency, s.amount, s.id",
                        ShelfRow.class)
                .setParameter("country", search.country())
                .setParameter("type", search.type())
                .setParameter("calling", search.capabilities().calling().coveredBy())
                .setParameter("sms", search.capabilities().sms().coveredBy());
        if (!search.areaCode().isEmpty()) {
            query.setParameter("areaCode", search.areaCode());
        }
        return query.getResultList();
    }

    /** What the shelves of these numbers offer. */
    public Map<E164, Capabilities> offered(List<E164> numbers) {
        return entities.createQuery("""
                        select n.number, s.calling, s.sms from Shelf s join StockNumber n on n.shelfId = s.id
                        where n.number in :numbers
                        """, Object[].class)
                .setParameter("numbers", numbers.stream().map(E164::value).toList())
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> new E164((String) row[0]),
                        row -> new Capabilities((Capability) row[1], (Capability) row[2])));
    }

    /** Countries with anything on sale, in alphabetical order of their codes. */
    public List<String> countries(int skip, int max) {
        return entities.createQuery("select distinct s.country from Shelf s order by s.country", String.class)
                .setFirstResult(skip)
                .setMaxResults(max)
                .getResultList();
    }

    /** Towns with numbers of these types, each with one of its area codes; {@code division} empty for all. */
    public List<Locality> localities(String country, Collection<NumberType> types, String division, int skip, int max) {
        return entities.createQuery("""
                        select s.locality, s.division, s.divisionName, min(s.areaCode)
                        from Shelf s where s.country = :country and s.type in :types and s.locality <> ''
                          and (:division = '' or s.division = :division)
                        group by s.locality, s.division, s.divisionName
                        order by s.locality, s.division, s.divisionName
                        """, Object[].class)
                .setParameter("country", country)
                .setParameter("types", types)
                .setParameter("division", division)
                .setFirstResult(skip)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> new Locality(new Place((String) row[0], (String) row[1], (String) row[2]), (String) row[3]))
                .toList();
    }

    /** Area codes of one type; locality and division empty for all. */
    public List<String> areaCodes(String country, NumberType type, Place within, int skip, int max) {
        return entities.createQuery("""
                        select distinct s.areaCode from Shelf s where s.country = :country and s.type = :type
                          and s.areaCode <> '' and (:locality = '' or s.locality = :locality)
                          and (:division = '' or s.division = :division)
                        order by s.areaCode
                        """, String.class)
                .setParameter("country", country)
                .setParameter("type", type)
                .setParameter("locality", within.locality())
                .setParameter("division", within.division())
                .setFirstResult(skip)
                .setMaxResults(max)
                .getResultList();
    }

    /** What a country's numbers can do and cost. */
    public List<Offer> offers(String country) {
        return entities.createQuery("""
                        select distinct s.type, s.calling, s.sms, s.amount, s.currency from Shelf s
                        where s.country = :country order by s.type, s.amount, s.calling, s.sms, s.currency
                        """, Object[].class)
                .setParameter("country", country)
                .getResultStream()
                .map(ShelfStore::offer)
                .toList();
    }

    private static Offer offer(Object[] row) {
        return new Offer(
                (NumberType) row[0],
                new Capabilities((Capability) row[1], (Capability) row[2]),
                new Price((BigDecimal) row[3], (String) row[4]));
    }
}
