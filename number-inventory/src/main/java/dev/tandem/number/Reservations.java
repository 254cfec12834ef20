package dev.tandem.number;

import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.ShelfRow;
import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches, and the holds they make. A hold needs nobody to end it: when its time is over its numbers are simply free
 * for the next search, and it can no longer be purchased.
 */
@Singleton
@Transactional
public class Reservations {
    /** Shelves asked in one statement: few round trips, bearable statements. */
    private static final int SHELVES_AT_ONCE = 100;

    private static final Price NOTHING = Price.of("0.00", "USD");

    private final ShelfStore shelves;
    private final StockStore stock;
    private final ReservationStore reservations;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Reservations(
            ShelfStore shelves,
            StockStore stock,
            ReservationStore reservations,
            InventorySettings settings,
            Clock clock) {
        this.shelves = shelves;
        this.stock = stock;
        this.reservations = reservations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Holds as many numbers as asked for, all at the same price, the cheapest there is; or none when there are too few
     * (the reservation then says OUT_OF_STOCK). Throws {@link IllegalArgumentException} beyond the settings' quantity.
     */
    public Reservation search(String tenant, Search search) {
        if (search.quantity() > settings.quantityMax()) {
            throw new IllegalArgumentException("quantity beyond " + settings.quantityMax());
        }
        Instant now = now();
        Map<Price, List<Long>> byPrice = byPrice(shelves.matching(search));
        for (Map.Entry<Price, List<Long>> priced : byPrice.entrySet()) {
            List<E164> found = lockFree(priced.getValue(), search.quantity(), now);
            if (found.size() == search.quantity()) {
                return hold(tenant, search, found, priced.getKey(), now);
            }
        }
        Price price = byPrice.keySet().stream().findFirst().orElse(NOTHING);
        return store(tenant, Reservation.Status.OUT_OF_STOCK, search, List.of(), price, now);
    }

    /** What became of a search; empty when the tenant made none of this id. */
    public Optional<Reservation> find(String tenant, String id) {
        return reservations.find(tenant, id, now());
    }

    /** Lets a hold go before its time; false when there is none to let go. */
    public boolean cancel(String tenant, String id) {
        Instant now = now();
        boolean cancelled = reservations.find(tenant, id, now).isPresent()
                && reservations.end(id, Reservation.Status.CANCELLED, now);
        if (cancelled) {
            stock.letGo(id);
        }
        return cancelled;
    }

    private static Map<Price, List<Long>> byPrice(List<ShelfRow> matching) {
        Map<Price, List<Long>> byPrice = new LinkedHashMap<>();
        for (ShelfRow shelf : matching) {
            byPrice.computeIfAbsent(shelf.price(), price -> new ArrayList<>()).add(shelf.id());
        }
        return byPrice;
    }

    private List<E164> lockFree(List<Long> shelfIds, int quantity, Instant now) {
        Collection<E164> found = new ArrayList<>();
        for (int from = 0; from < shelfIds.size() && found.size() < quantity; from += SHELVES_AT_ONCE) {
            List<Long> some = shelfIds.subList(from, Math.min(from + SHELVES_AT_ONCE, shelfIds.size()));
            stock.lockFree(some, quantity - found.size(), now).stream()
                    .map(E164::new)
                    .forEach(found::add);
        }
        return found.stream().sorted().toList();
    }

    private Reservation hold(String tenant, Search search, List<E164> found, Price price, Instant now) {
        Reservation reservation = store(tenant, Reservation.Status.HELD, search, found, price, now);
        if (stock.hold(found, reservation.id(), now, reservation.expiresAt()) != found.size()) {
            throw new IllegalStateException("a locked number was taken by somebody else");
        }
        return reservation;
    }

    private Reservation store(
            String tenant, Reservation.Status status, Search search, List<E164> found, Price price, Instant now) {
        String id = UUID.randomUUID().toString();
        Reservation reservation =
                new Reservation(id, tenant, status, search, found, price, now, now.plus(settings.hold()));
        reservations.add(reservation);
        return reservation;
    }

    /** Databases keep microseconds; what is answered now must be what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
