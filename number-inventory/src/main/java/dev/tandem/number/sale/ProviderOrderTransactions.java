package dev.tandem.number.sale;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.owned.OwnedStore;
import dev.tandem.number.plan.NumberingPlan;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.ProviderSettings;
import dev.tandem.number.sale.ProviderOrder.State;
import dev.tandem.number.stock.Offer;
import dev.tandem.number.stock.Shelf;
import dev.tandem.number.stock.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The transactions an order at a provider consists of, each stored before the provider is asked the next thing. An order
 * that is being looked after is left alone by others for {@link #LEASE}, longer than a provider may take to answer.
 */
@Singleton
@Transactional
public class ProviderOrderTransactions {
    static final Duration LEASE = ProviderSettings.TIMEOUT_MAX.multipliedBy(2);

    /** How long a provider that did not answer is left alone. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private final ProviderOrderStore orders;
    private final ShelfStore shelves;
    private final SearchStore searches;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ProviderOrderTransactions(
            ProviderOrderStore orders, ShelfStore shelves, SearchStore searches, OwnedStore owned, Clock clock) {
        this.orders = orders;
        this.shelves = shelves;
        this.searches = searches;
        this.owned = owned;
        this.clock = clock;
    }

    /** Writes the order down and keeps its numbers from everybody else; false when one of them is in stock already. */
    boolean open(ProviderOrder order, SearchCriteria criteria, Selection selection, FoundNumbers offered) {
        Offer offer = new Offer(criteria.type(), offered.capabilities(), offered.price());
        Function<E164, Shelf> shelf = number -> new Shelf(
                criteria.country(),
                NumberingPlan.areaCode(number),
                number.value().length() - 1,
                selection.within(),
                offer,
                "",
                order.provider());
        return orders.open(order, shelf.andThen(shelves::shelf), clock.instant().plus(LEASE));
    }

    /** The provider holds the numbers: so does the search. False when the order was given up meanwhile. */
    boolean held(ProviderOrder order, Search search) {
        boolean held = orders.move(order.id(), State.HOLDING, State.HELD, search.expiresAt());
        if (held) {
            searches.add(search);
        }
        return held;
    }

    /** Begins to buy a search, or says why not; nothing when it is no open order at a provider. */
    Optional<Begun> begin(String tenant, String id) {
        Instant now = clock.instant();
        return orders.lock(id)
                .map(order -> searches.find(tenant, id, now)
                        .map(search -> begin(order, search, now))
                        .orElse(Begun.refused(Purchase.Outcome.NOT_FOUND)));
    }

    /** An order to be bought, or why it is not. */
    record Begun(Optional<ProviderOrder> order, Purchase.Outcome refusal) {
        static Begun refused(Purchase.Outcome refusal) {
            return new Begun(Optional.empty(), refusal);
        }
    }

    private Begun begin(ProviderOrder order, Search search, Instant now) {
        boolean again = order.state() == State.BUYING;
        if (again && !orders.isDue(order.id(), now)) {
            return Begun.refused(Purchase.Outcome.UNSETTLED);
        }
        if (!again && search.status() != Search.Status.HELD) {
            return Begun.refused(Purchases.refusal(search.status()));
        }
        boolean begun = orders.move(order.id(), again ? State.BUYING : State.HELD, State.BUYING, now.plus(LEASE));
        return begun
                ? new Begun(Optional.of(order.in(State.BUYING)), Purchase.Outcome.UNSETTLED)
                : Begun.refused(Purchase.Outcome.EXPIRED);
    }

    /** The provider sold the numbers: they are the tenant's. */
    Purchase complete(ProviderOrder order) {
        Instant now = clock.instant();
        Search search = searches.find(order.tenant(), order.id(), now).orElseThrow();
        if (!orders.sold(order)) {
            return Purchase.refused(Purchase.Outcome.ALREADY_PURCHASED);
        }
        // Whatever the clock says by now, it was bought in time.
        if (!searches.end(order.id(), Search.Status.PURCHASED, Instant.EPOCH)) {
            throw new IllegalStateException("a reservation ended while it was bought: " + order.id());
        }
        Map<E164, Capabilities> offered = shelves.offered(order.numbers());
        owned.add(Purchases.bought(search, offered, now));
        return new Purchase(Purchase.Outcome.PURCHASED, order.numbers());
    }

    /** The provider was asked to sell and did not: the search is as it was before. */
    void resume(ProviderOrder order) {
        Instant until = searches.find(order.tenant(), order.id(), clock.instant())
                .map(Search::expiresAt)
                .orElse(clock.instant());
        orders.move(order.id(), State.BUYING, State.HELD, until);
    }

    /** The provider has the numbers again, or never gave them. */
    void gone(ProviderOrder order) {
        if (orders.gone(order)) {
            searches.end(order.id(), Search.Status.EXPIRED, Instant.EPOCH);
        }
    }

    /** The order must be undone at the provider, and its search is over. */
    void undo(ProviderOrder order) {
        orders.move(order.id(), order.state(), State.CANCELLING, clock.instant());
        searches.end(order.id(), Search.Status.EXPIRED, Instant.EPOCH);
    }

    /** The provider did not answer; another time. */
    void later(ProviderOrder order) {
        orders.due(order.id(), clock.instant().plus(RETRY));
    }

    /** The next order that nobody looks after. A hold that nobody waits for, or whose time is over, is to be undone. */
    Optional<ProviderOrder> nextDue(String provider) {
        Instant now = clock.instant();
        return orders.lockDue(provider, now).map(order -> {
            boolean over = order.state() == State.HOLDING || order.state() == State.HELD;
            State state = over ? State.CANCELLING : order.state();
            orders.move(order.id(), order.state(), state, now.plus(LEASE));
            return order.in(state);
        });
    }
}
