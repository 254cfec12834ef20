package dev.tandem.number;

import dev.tandem.number.store.FreeNumbers;
import dev.tandem.number.store.PricedOffer;
import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.ShelfStore;
import dev.tandem.number.store.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches, and the holds they make. A hold needs nobody to end it: when its time is over it can no longer be purchased,
 * and the next search that misses its numbers, or {@link Returns}, puts them back.
 */
@Singleton
@Transactional
public class Reservations {
    private static final Price NOTHING = Price.of("0.00", "USD");

    private final ShelfStore shelves;
    private final FreeNumbers free;
    private final StockStore stock;
    private final ReservationStore reservations;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Reservations(
            ShelfStore shelves,
            FreeNumbers free,
            StockStore stock,
            ReservationStore reservations,
            InventorySettings settings,
            Clock clock) {
        this.shelves = shelves;
        this.free = free;
        this.stock = stock;
        this.reservations = reservations;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same without a preference. */
    public Reservation search(String tenant, Search search) {
        return search(tenant, search, Selection.ANY);
    }

    /**
     * Holds as many numbers as asked for, all at the same price, the cheapest there is; or none when there are too few
     * (the reservation then says OUT_OF_STOCK). Throws {@link IllegalArgumentException} beyond the settings' quantity.
     */
    public Reservation search(String tenant, Search search, Selection selection) {
        if (search.quantity() > settings.quantityMax()) {
            throw new IllegalArgumentException("quantity beyond " + settings.quantityMax());
        }
        Instant now = now();
        List<PricedOffer> offers = shelves.matching(search);
        return lock(offers, search, selection)
                // What has come due is on no shelf until somebody puts it there: whoever misses it does.
                .or(() -> stock.putBackDue(now, Returns.BATCH) > 0 ? lock(offers, search, selection) : Optional.empty())
                .map(found -> hold(tenant, search, found, now))
                .orElseGet(() -> {
                    Price price =
                            offers.stream().findFirst().map(PricedOffer::price).orElse(NOTHING);
                    return store(tenant, Reservation.Status.OUT_OF_STOCK, search, List.of(), price, now);
                });
    }

    private record Found(List<E164> numbers, Price price) {}

    private Optional<Found> lock(List<PricedOffer> offers, Search search, Selection selection) {
        Map<Price, List<PricedOffer>> byPrice = new LinkedHashMap<>();
        offers.forEach(offer -> byPrice.computeIfAbsent(offer.price(), price -> new ArrayList<>())
                .add(offer));
        return byPrice.entrySet().stream()
                .map(priced -> new Found(free.lock(priced.getValue(), search, selection), priced.getKey()))
                .filter(found -> found.numbers().size() == search.quantity())
                .findFirst();
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

    private Reservation hold(String tenant, Search search, Found found, Instant now) {
        Reservation reservation = store(tenant, Reservation.Status.HELD, search, found.numbers(), found.price(), now);
        if (stock.hold(found.numbers(), reservation.id(), now, reservation.expiresAt()) != search.quantity()) {
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
