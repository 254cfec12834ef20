package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.OrderState;
import dev.tandem.number.stock.PoolProvider;
import dev.tandem.number.stock.Returns;
import dev.tandem.number.stock.ShelfStore;
import dev.tandem.number.stock.StoredOffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches, and the holds they make. A hold needs nobody to end it: when its time is over it can no longer be purchased,
 * and the next search that misses its numbers, or {@link Returns}, puts them back.
 */
@Singleton
@Transactional
public class Searches {
    private static final Price NOTHING = Price.of("0.00", "USD");

    private final ShelfStore shelves;
    private final PoolProvider pool;
    private final ProviderOrderStore orders;
    private final SearchStore searches;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Searches(
            ShelfStore shelves,
            PoolProvider pool,
            ProviderOrderStore orders,
            SearchStore searches,
            InventorySettings settings,
            Clock clock) {
        this.shelves = shelves;
        this.pool = pool;
        this.orders = orders;
        this.searches = searches;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same without a preference. */
    public Search search(String tenant, SearchCriteria criteria) {
        return search(tenant, criteria, Selection.ANY);
    }

    /**
     * Holds as many numbers as asked for, all at the same price, the cheapest there is; or none when there are too few
     * (the search then says OUT_OF_STOCK). Throws {@link IllegalArgumentException} beyond the settings' quantity.
     */
    public Search search(String tenant, SearchCriteria criteria, Selection selection) {
        if (criteria.quantity() > settings.quantityMax()) {
            throw new IllegalArgumentException("quantity beyond " + settings.quantityMax());
        }
        Instant now = clock.instant();
        FoundNumbers found = pool.search(criteria, selection);
        return found.isEmpty() ? outOfStock(tenant, criteria, now) : hold(tenant, criteria, found, now);
    }

    private Search outOfStock(String tenant, SearchCriteria criteria, Instant now) {
        Price price = shelves.matching(criteria).stream()
                .findFirst()
                .map(StoredOffer::price)
                .orElse(NOTHING);
        return store(tenant, Search.Status.OUT_OF_STOCK, criteria, List.of(), price, now);
    }

    /** What became of a search; empty when the tenant made none of this id. */
    public Optional<Search> find(String tenant, String id) {
        return searches.find(tenant, id, clock.instant());
    }

    /** Lets a hold go before its time; false when there is none to let go. */
    public boolean cancel(String tenant, String id) {
        Instant now = clock.instant();
        Optional<Search> found = searches.find(tenant, id, now);
        if (found.isEmpty()) {
            return false;
        }
        // The order first: whoever buys from a provider locks it too, and then there is nothing to cancel any more.
        boolean provided = orders.lock(id).isPresent();
        if (provided && !orders.move(id, ProviderOrder.State.HELD, ProviderOrder.State.CANCELLING, now)) {
            return false;
        }
        boolean cancelled = searches.end(id, Search.Status.CANCELLED, now);
        if (cancelled && !provided) {
            pool.cancel(id, found.get().numbers());
        }
        return cancelled;
    }

    private Search hold(String tenant, SearchCriteria criteria, FoundNumbers found, Instant now) {
        Search search = store(tenant, Search.Status.HELD, criteria, found.numbers(), found.price(), now);
        if (pool.hold(search.id(), found.numbers(), search.expiresAt()) != OrderState.HELD) {
            throw new IllegalStateException("a locked number was taken by somebody else");
        }
        return search;
    }

    private Search store(
            String tenant, Search.Status status, SearchCriteria criteria, List<E164> found, Price price, Instant now) {
        String id = UUID.randomUUID().toString();
        Search search = new Search(id, tenant, status, criteria, found, price, now, now.plus(settings.hold()));
        searches.add(search);
        return search;
    }
}
