package dev.tandem.number;

import dev.tandem.number.store.PricedOffer;
import dev.tandem.number.store.ProviderStore;
import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private final PoolProvider pool;
    private final ProviderStore orders;
    private final ReservationStore reservations;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Reservations(
            ShelfStore shelves,
            PoolProvider pool,
            ProviderStore orders,
            ReservationStore reservations,
            InventorySettings settings,
            Clock clock) {
        this.shelves = shelves;
        this.pool = pool;
        this.orders = orders;
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
        Offered found = pool.search(search, selection);
        return found.isEmpty() ? outOfStock(tenant, search, now) : hold(tenant, search, found, now);
    }

    private Reservation outOfStock(String tenant, Search search, Instant now) {
        Price price = shelves.matching(search).stream()
                .findFirst()
                .map(PricedOffer::price)
                .orElse(NOTHING);
        return store(tenant, Reservation.Status.OUT_OF_STOCK, search, List.of(), price, now);
    }

    /** What became of a search; empty when the tenant made none of this id. */
    public Optional<Reservation> find(String tenant, String id) {
        return reservations.find(tenant, id, now());
    }

    /** Lets a hold go before its time; false when there is none to let go. */
    public boolean cancel(String tenant, String id) {
        Instant now = now();
        Optional<Reservation> found = reservations.find(tenant, id, now);
        if (found.isEmpty()) {
            return false;
        }
        // The order first: whoever buys from a provider locks it too, and then there is nothing to cancel any more.
        boolean provided = orders.lock(id).isPresent();
        if (provided && !orders.move(id, ProviderOrder.State.HELD, ProviderOrder.State.CANCELLING, now)) {
            return false;
        }
        boolean cancelled = reservations.end(id, Reservation.Status.CANCELLED, now);
        if (cancelled && !provided) {
            pool.cancel(id, found.get().numbers());
        }
        return cancelled;
    }

    private Reservation hold(String tenant, Search search, Offered found, Instant now) {
        Reservation reservation = store(tenant, Reservation.Status.HELD, search, found.numbers(), found.price(), now);
        if (pool.hold(reservation.id(), found.numbers(), reservation.expiresAt()) != OrderState.HELD) {
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
