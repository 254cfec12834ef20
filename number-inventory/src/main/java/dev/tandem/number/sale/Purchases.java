package dev.tandem.number.sale;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.owned.OwnedStore;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.provider.OrderState;
import dev.tandem.number.stock.PoolProvider;
import dev.tandem.number.stock.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the numbers of a search a tenant's own, and gives them back. */
@Singleton
@Transactional
public class Purchases {
    private final SearchStore searches;
    private final PoolProvider pool;
    private final ProviderOrderStore orders;
    private final ShelfStore shelves;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Purchases(
            SearchStore searches,
            PoolProvider pool,
            ProviderOrderStore orders,
            ShelfStore shelves,
            OwnedStore owned,
            Clock clock) {
        this.searches = searches;
        this.pool = pool;
        this.orders = orders;
        this.shelves = shelves;
        this.owned = owned;
        this.clock = clock;
    }

    /** Buys all numbers of a search, or none. */
    public Purchase purchase(String tenant, String searchId) {
        Instant now = clock.instant();
        return searches.find(tenant, searchId, now)
                .map(search -> purchase(search, now))
                .orElse(Purchase.refused(Purchase.Outcome.NOT_FOUND));
    }

    private Purchase purchase(Search search, Instant now) {
        if (search.status() != Search.Status.HELD) {
            return Purchase.refused(refusal(search.status()));
        }
        // One buyer gets past this line; the others wait for its transaction and then see what it did.
        if (!searches.end(search.id(), Search.Status.PURCHASED, now)) {
            return Purchase.refused(refusal(searches.status(search.id())));
        }
        if (pool.purchase(search.id(), search.numbers()) != OrderState.PURCHASED) {
            searches.expire(search.id());
            return Purchase.refused(Purchase.Outcome.EXPIRED);
        }
        return sell(search, now);
    }

    static Purchase.Outcome refusal(Search.Status status) {
        return switch (status) {
            case PURCHASED -> Purchase.Outcome.ALREADY_PURCHASED;
            case CANCELLED -> Purchase.Outcome.CANCELLED;
            case OUT_OF_STOCK -> Purchase.Outcome.OUT_OF_STOCK;
            case HELD, EXPIRED -> Purchase.Outcome.EXPIRED;
        };
    }

    private Purchase sell(Search search, Instant now) {
        Map<E164, Capabilities> offered = shelves.offered(search.numbers());
        owned.add(bought(search, offered, now));
        return new Purchase(Purchase.Outcome.PURCHASED, search.numbers());
    }

    static List<PhoneNumber> bought(Search search, Map<E164, Capabilities> offered, Instant now) {
        return search.numbers().stream()
                .map(number -> bought(search, number, offered, now))
                .toList();
    }

    private static PhoneNumber bought(Search search, E164 number, Map<E164, Capabilities> offered, Instant now) {
        SearchCriteria criteria = search.criteria();
        return new PhoneNumber(
                number,
                search.tenant(),
                criteria.country(),
                criteria.type(),
                criteria.assignmentType(),
                criteria.capabilities(),
                offered.getOrDefault(number, criteria.capabilities()),
                search.price(),
                now,
                Optional.empty());
    }

    /**
     * Gives a number back, which ends its assignment too: to the provider that sold it, or to rest in quarantine. False when
     * the tenant does not own it.
     */
    public boolean release(String tenant, E164 number) {
        boolean released = owned.remove(tenant, number);
        if (released && !orders.release(tenant, number, clock.instant()) && !pool.release(number)) {
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
}
