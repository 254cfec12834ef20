package dev.tandem.number;

import dev.tandem.number.store.OwnedStore;
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
import java.util.Map;
import java.util.Optional;

/** Makes reserved numbers a tenant's own, and gives them back. */
@Singleton
@Transactional
public class Purchases {
    private final ReservationStore reservations;
    private final PoolProvider pool;
    private final ProviderStore orders;
    private final ShelfStore shelves;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Purchases(
            ReservationStore reservations,
            PoolProvider pool,
            ProviderStore orders,
            ShelfStore shelves,
            OwnedStore owned,
            Clock clock) {
        this.reservations = reservations;
        this.pool = pool;
        this.orders = orders;
        this.shelves = shelves;
        this.owned = owned;
        this.clock = clock;
    }

    /** Buys all numbers of a reservation, or none. */
    public Purchase purchase(String tenant, String reservationId) {
        Instant now = now();
        return reservations
                .find(tenant, reservationId, now)
                .map(reservation -> purchase(reservation, now))
                .orElse(Purchase.refused(Purchase.Outcome.NOT_FOUND));
    }

    private Purchase purchase(Reservation reservation, Instant now) {
        if (reservation.status() != Reservation.Status.HELD) {
            return Purchase.refused(refusal(reservation.status()));
        }
        // One buyer gets past this line; the others wait for its transaction and then see what it did.
        if (!reservations.end(reservation.id(), Reservation.Status.PURCHASED, now)) {
            return Purchase.refused(refusal(reservations.status(reservation.id())));
        }
        if (pool.purchase(reservation.id(), reservation.numbers()) != OrderState.PURCHASED) {
            reservations.expire(reservation.id());
            return Purchase.refused(Purchase.Outcome.EXPIRED);
        }
        return sell(reservation, now);
    }

    static Purchase.Outcome refusal(Reservation.Status status) {
        return switch (status) {
            case PURCHASED -> Purchase.Outcome.ALREADY_PURCHASED;
            case CANCELLED -> Purchase.Outcome.CANCELLED;
            case OUT_OF_STOCK -> Purchase.Outcome.OUT_OF_STOCK;
            case HELD, EXPIRED -> Purchase.Outcome.EXPIRED;
        };
    }

    private Purchase sell(Reservation reservation, Instant now) {
        Map<E164, Capabilities> offered = shelves.offered(reservation.numbers());
        owned.add(bought(reservation, offered, now));
        return new Purchase(Purchase.Outcome.PURCHASED, reservation.numbers());
    }

    static List<PhoneNumber> bought(Reservation reservation, Map<E164, Capabilities> offered, Instant now) {
        return reservation.numbers().stream()
                .map(number -> bought(reservation, number, offered, now))
                .toList();
    }

    private static PhoneNumber bought(
            Reservation reservation, E164 number, Map<E164, Capabilities> offered, Instant now) {
        Search search = reservation.search();
        return new PhoneNumber(
                number,
                reservation.tenant(),
                search.country(),
                search.type(),
                search.assignmentType(),
                search.capabilities(),
                offered.getOrDefault(number, search.capabilities()),
                reservation.price(),
                now,
                Optional.empty());
    }

    /**
     * Gives a number back, which ends its assignment too: to the provider that sold it, or to rest in quarantine. False when
     * the tenant does not own it.
     */
    public boolean release(String tenant, E164 number) {
        boolean released = owned.remove(tenant, number);
        if (released && !orders.release(tenant, number, now()) && !pool.release(number)) {
            throw new IllegalStateException("an owned number was not sold from stock: " + number);
        }
        return released;
    }

    /** Changes what a number is used for; false when the tenant does not own one that is offered with that much. */
    public boolean updateCapabilities(String tenant, E164 number, Capabilities wanted) {
        return owned.find(number)
                        .filter(found -> found.tenant().equals(tenant))
                        .filter(found -> found.offered().covers(wanted))
                        .isPresent()
                && owned.capabilities(tenant, number, wanted);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
