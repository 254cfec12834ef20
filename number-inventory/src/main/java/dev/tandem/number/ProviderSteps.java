package dev.tandem.number;

import dev.tandem.number.ProviderOrder.State;
import dev.tandem.number.store.OwnedStore;
import dev.tandem.number.store.ProviderStore;
import dev.tandem.number.store.ReservationStore;
import dev.tandem.number.store.Shelf;
import dev.tandem.number.store.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The transactions an order at a provider consists of, each stored before the provider is asked the next thing. An order
 * that is being looked after is left alone by others for {@link #LEASE}, longer than a provider may take to answer.
 */
@Singleton
@Transactional(TxType.REQUIRES_NEW)
public class ProviderSteps {
    static final Duration LEASE = Duration.ofSeconds(60);

    /** How long a provider that did not answer is left alone. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private final ProviderStore orders;
    private final ShelfStore shelves;
    private final ReservationStore reservations;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ProviderSteps(
            ProviderStore orders, ShelfStore shelves, ReservationStore reservations, OwnedStore owned, Clock clock) {
        this.orders = orders;
        this.shelves = shelves;
        this.reservations = reservations;
        this.owned = owned;
        this.clock = clock;
    }

    /** Writes the order down and keeps its numbers from everybody else; false when one of them is in stock already. */
    boolean open(ProviderOrder order, Search search, Selection selection, Offered offered) {
        if (orders.anyInStock(order.numbers())) {
            return false;
        }
        Function<E164, Shelf> shelf = number -> new Shelf(
                search.country(),
                NumberingPlan.areaCode(number),
                number.value().length() - 1,
                selection.within(),
                new Offer(search.type(), offered.capabilities(), offered.price()),
                "",
                order.provider());
        Map<E164, Shelf.Key> keys =
                order.numbers().stream().collect(Collectors.toMap(n -> n, n -> shelves.shelf(shelf.apply(n))));
        orders.open(order, keys, now().plus(LEASE));
        return true;
    }

    /** The provider holds the numbers: so does the reservation. False when the order was given up meanwhile. */
    boolean held(ProviderOrder order, Reservation reservation) {
        boolean held = orders.move(order.id(), State.HOLDING, State.HELD, reservation.expiresAt());
        if (held) {
            reservations.add(reservation);
        }
        return held;
    }

    /** Begins to buy a reservation, or says why not; nothing when it is no open order at a provider. */
    Optional<Begun> begin(String tenant, String id) {
        Instant now = now();
        return orders.lock(id)
                .map(order -> reservations
                        .find(tenant, id, now)
                        .map(reservation -> begin(order, reservation, now))
                        .orElse(Begun.refused(Purchase.Outcome.NOT_FOUND)));
    }

    /** An order to be bought, or why it is not. */
    record Begun(Optional<ProviderOrder> order, Purchase.Outcome refusal) {
        static Begun refused(Purchase.Outcome refusal) {
            return new Begun(Optional.empty(), refusal);
        }
    }

    private Begun begin(ProviderOrder order, Reservation reservation, Instant now) {
        boolean again = order.state() == State.BUYING;
        if (again && !orders.isDue(order.id(), now)) {
            return Begun.refused(Purchase.Outcome.UNSETTLED);
        }
        if (!again && reservation.status() != Reservation.Status.HELD) {
            return Begun.refused(Purchases.refusal(reservation.status()));
        }
        boolean begun = orders.move(order.id(), again ? State.BUYING : State.HELD, State.BUYING, now.plus(LEASE));
        return begun
                ? new Begun(Optional.of(order.in(State.BUYING)), Purchase.Outcome.UNSETTLED)
                : Begun.refused(Purchase.Outcome.EXPIRED);
    }

    /** The provider sold the numbers: they are the tenant's. */
    Purchase complete(ProviderOrder order) {
        Instant now = now();
        Reservation reservation =
                reservations.find(order.tenant(), order.id(), now).orElseThrow();
        if (!orders.sold(order)) {
            return Purchase.refused(Purchase.Outcome.ALREADY_PURCHASED);
        }
        // Whatever the clock says by now, it was bought in time.
        if (!reservations.end(order.id(), Reservation.Status.PURCHASED, Instant.EPOCH)) {
            throw new IllegalStateException("a reservation ended while it was bought: " + order.id());
        }
        Map<E164, Capabilities> offered = shelves.offered(order.numbers());
        owned.add(Purchases.bought(reservation, offered, now));
        return new Purchase(Purchase.Outcome.PURCHASED, order.numbers());
    }

    /** The provider was asked to sell and did not: the reservation is as it was before. */
    void resume(ProviderOrder order) {
        Instant until = reservations
                .find(order.tenant(), order.id(), now())
                .map(Reservation::expiresAt)
                .orElse(now());
        orders.move(order.id(), State.BUYING, State.HELD, until);
    }

    /** The provider has the numbers again, or never gave them. */
    void gone(ProviderOrder order) {
        if (orders.gone(order)) {
            reservations.end(order.id(), Reservation.Status.EXPIRED, Instant.EPOCH);
        }
    }

    /** The order must be undone at the provider, and its reservation is over. */
    void undo(ProviderOrder order) {
        orders.move(order.id(), order.state(), State.CANCELLING, now());
        reservations.end(order.id(), Reservation.Status.EXPIRED, Instant.EPOCH);
    }

    /** The provider did not answer; another time. */
    void later(ProviderOrder order) {
        orders.due(order.id(), now().plus(RETRY));
    }

    /** The next order that nobody looks after. A hold that nobody waits for, or whose time is over, is to be undone. */
    Optional<ProviderOrder> nextDue(String provider) {
        Instant now = now();
        return orders.lockDue(provider, now).map(order -> {
            boolean over = order.state() == State.HOLDING || order.state() == State.HELD;
            State state = over ? State.CANCELLING : order.state();
            orders.move(order.id(), order.state(), state, now.plus(LEASE));
            return order.in(state);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
