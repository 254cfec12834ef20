package dev.tandem.number;

import dev.tandem.number.ProviderOrder.State;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches and purchases that turn to the carrier for what the pool has not got. An order is committed before the carrier
 * is asked, and settled after, so a crash between the two leaves a row that {@link #settleDue} finishes; a transaction of
 * the caller neither delays that nor undoes it.
 */
@Singleton
public class ProviderOrders {
    /** Orders settled in one go. */
    private static final int BATCH = 100;

    private final Reservations reservations;
    private final Purchases purchases;
    private final ProviderSteps steps;
    private final CarrierSource carrier;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ProviderOrders(
            Reservations reservations,
            Purchases purchases,
            ProviderSteps steps,
            CarrierSource carrier,
            InventorySettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.purchases = purchases;
        this.steps = steps;
        this.carrier = carrier;
        this.settings = settings;
        this.clock = clock;
    }

    /** As {@link Reservations#search(String, Search, Selection)}, then with the carrier's numbers when there are too few. */
    public Reservation search(String tenant, Search search, Selection selection) {
        Reservation pool = reservations.search(tenant, search, selection);
        return pool.status() == Reservation.Status.OUT_OF_STOCK
                ? carrier.provider()
                        .flatMap(provider -> hold(provider, tenant, search, selection))
                        .orElse(pool)
                : pool;
    }

    private Optional<Reservation> hold(NumberProvider provider, String tenant, Search search, Selection selection) {
        Offered offered = provider.search(search, selection);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        ProviderOrder order = new ProviderOrder(
                UUID.randomUUID().toString(), provider.name(), tenant, State.HOLDING, offered.numbers());
        return open(order, search, selection, offered)
                ? hold(provider, order, reservation(order, search, offered.price()))
                : Optional.empty();
    }

    private boolean open(ProviderOrder order, Search search, Selection selection, Offered offered) {
        try {
            return steps.open(order, search, selection, offered);
        } catch (StoreException contended) {
            // Another search put up the same shelf or took the same number at this moment, or both waited for each
            // other; now it is there to be seen.
            return steps.open(order, search, selection, offered);
        }
    }

    private Reservation reservation(ProviderOrder order, Search search, Price price) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Reservation(
                order.id(),
                order.tenant(),
                Reservation.Status.HELD,
                search,
                order.numbers(),
                price,
                now,
                now.plus(settings.hold()));
    }

    private Optional<Reservation> hold(NumberProvider provider, ProviderOrder order, Reservation reservation) {
        // The carrier holds a little longer: a purchase at the last moment must still reach it.
        Instant until = reservation.expiresAt().plus(ProviderSteps.LEASE);
        return switch (provider.hold(order.id(), order.numbers(), until)) {
            case HELD -> steps.held(order, reservation) ? Optional.of(reservation) : Optional.empty();
            case CANCELLED -> {
                steps.gone(order);
                yield Optional.empty();
            }
            case PURCHASED, WRONG, UNANSWERED -> {
                steps.undo(order);
                yield Optional.empty();
            }
        };
    }

    /** As {@link Purchases#purchase}; UNSETTLED when the carrier did not say whether it sold. */
    public Purchase purchase(String tenant, String reservationId) {
        return carrier.provider()
                .flatMap(provider -> steps.begin(tenant, reservationId).map(begun -> buy(provider, begun)))
                .orElseGet(() -> purchases.purchase(tenant, reservationId));
    }

    private Purchase buy(NumberProvider provider, ProviderSteps.Begun begun) {
        return begun.order()
                .map(order -> settle(provider.purchase(order.id(), order.numbers()), order))
                .orElseGet(() -> Purchase.refused(begun.refusal()));
    }

    private Purchase settle(OrderState answer, ProviderOrder order) {
        return switch (answer) {
            case PURCHASED -> steps.complete(order);
            case CANCELLED -> {
                steps.gone(order);
                yield Purchase.refused(Purchase.Outcome.EXPIRED);
            }
            case WRONG -> {
                steps.undo(order);
                yield Purchase.refused(Purchase.Outcome.EXPIRED);
            }
            case HELD -> {
                steps.resume(order);
                yield Purchase.refused(Purchase.Outcome.UNSETTLED);
            }
            case UNANSWERED -> {
                steps.later(order);
                yield Purchase.refused(Purchase.Outcome.UNSETTLED);
            }
        };
    }

    /**
     * Finishes orders that nobody looks after: those a crash left open, holds whose time is over, numbers given back. Counts
     * those settled; the first one the carrier does not answer ends it, until another time.
     */
    public int settleDue() {
        return carrier.provider().map(this::settleDue).orElse(0);
    }

    private int settleDue(NumberProvider provider) {
        int settled = 0;
        Optional<ProviderOrder> next = steps.nextDue(provider.name());
        while (next.isPresent() && settled < BATCH) {
            if (!finish(provider, next.get())) {
                steps.later(next.get());
                return settled;
            }
            settled++;
            next = steps.nextDue(provider.name());
        }
        return settled;
    }

    private boolean finish(NumberProvider provider, ProviderOrder order) {
        if (order.state() == State.BUYING) {
            OrderState answer = provider.order(order.id(), order.numbers());
            settle(answer, order);
            return answer != OrderState.UNANSWERED;
        }
        boolean gone = order.state() == State.RELEASING
                ? provider.release(order.numbers().get(0))
                : provider.cancel(order.id(), order.numbers()) == OrderState.CANCELLED;
        if (gone) {
            steps.gone(order);
        }
        return gone;
    }
}
