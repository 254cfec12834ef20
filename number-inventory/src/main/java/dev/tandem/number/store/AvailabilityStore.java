package dev.tandem.number.store;

import dev.tandem.number.AvailableNumber;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.Price;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Single numbers in stock: what they offer, and holding them one by one. */
@Singleton
public class AvailabilityStore {
    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public AvailabilityStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Up to {@code max} numbers on these shelves that are free at {@code now}; {@code prefixes} empty for any. */
    public List<AvailableNumber> free(List<ShelfRow> shelves, List<String> prefixes, int max, Instant now) {
        Map<Long, ShelfRow> byId = shelves.stream().collect(Collectors.toMap(ShelfRow::id, Function.identity()));
        String alternatives = IntStream.range(0, prefixes.size())
                .mapToObj(index -> "number like :prefix" + index)
                .collect(Collectors.joining(" or "));
        Query query = entities.createNativeQuery(
                        "select number, shelf_id from stock_number where shelf_id in (:shelves) and free_from <= :now"
                                + (prefixes.isEmpty() ? "" : " and (" + alternatives + ")"),
                        Object[].class)
                .setParameter("shelves", byId.keySet())
                .setParameter("now", now)
                .setMaxResults(max);
        for (int index = 0; index < prefixes.size(); index++) {
            query.setParameter("prefix" + index, prefixes.get(index) + "%");
        }
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> available((String) row[0], shelf(byId, (Number) row[1])))
                .toList();
    }

    private static ShelfRow shelf(Map<Long, ShelfRow> byId, Number id) {
        ShelfRow shelf = byId.get(id.longValue());
        if (shelf == null) {
            throw new IllegalStateException("a number of a shelf that was not asked for");
        }
        return shelf;
    }

    /** What these numbers offer; those that are not in stock are missing. */
    public Map<E164, AvailableNumber> find(Collection<E164> numbers) {
        return entities.createQuery(
                        "select n.number, s from StockNumber n join Shelf s on n.shelfId = s.id"
                                + " where n.number in :numbers",
                        Object[].class)
                .setParameter("numbers", numbers.stream().map(E164::value).toList())
                .getResultStream()
                .map(row -> available((String) row[0], (ShelfRow) row[1]))
                .collect(Collectors.toMap(AvailableNumber::number, Function.identity()));
    }

    private static AvailableNumber available(String number, ShelfRow shelf) {
        return new AvailableNumber(
                new E164(number),
                shelf.country,
                shelf.type,
                new Capabilities(shelf.calling, shelf.sms),
                new Price(shelf.amount, shelf.currency));
    }

    /** Puts one held number back; false when this hold does not have it. */
    public boolean letGo(E164 number, String holdId) {
        return entities.createQuery("update StockNumber n set n.status = :available, n.reservationId = null,"
                                + " n.freeFrom = :always where n.number = :number and n.reservationId = :id"
                                + " and n.status = :reserved")
                        .setParameter("available", StockRow.Status.AVAILABLE)
                        .setParameter("always", Instant.EPOCH)
                        .setParameter("number", number.value())
                        .setParameter("id", holdId)
                        .setParameter("reserved", StockRow.Status.RESERVED)
                        .executeUpdate()
                == 1;
    }

    /** Holds what a hold has for longer; counts the numbers. */
    public int extend(String holdId, Instant until) {
        return entities.createQuery("update StockNumber n set n.freeFrom = :until"
                        + " where n.reservationId = :id and n.status = :reserved")
                .setParameter("until", until)
                .setParameter("id", holdId)
                .setParameter("reserved", StockRow.Status.RESERVED)
                .executeUpdate();
    }
}
