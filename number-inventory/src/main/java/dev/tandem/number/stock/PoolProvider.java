package dev.tandem.number.stock;

import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.NumberProvider;
import dev.tandem.number.provider.OrderState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers in stock. Every step joins the transaction of its caller, and what a search finds stays locked until that
 * ends: a search and the hold of what it found belong into one.
 */
@Singleton
@Transactional
public class PoolProvider implements NumberProvider {
    private final ShelfStore shelves;
    private final FreeNumbers free;
    private final StockStore stock;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public PoolProvider(
            ShelfStore shelves, FreeNumbers free, StockStore stock, InventorySettings settings, Clock clock) {
        this.shelves = shelves;
        this.free = free;
        this.stock = stock;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public FoundNumbers search(SearchCriteria criteria, Selection selection) {
        List<StoredOffer> offers = shelves.matching(criteria);
        return lock(offers, criteria, selection)
                // What has come due is on no shelf until somebody puts it there: whoever misses it does.
                .or(() -> stock.putBackDue(clock.instant(), Returns.BATCH) > 0
                        ? lock(offers, criteria, selection)
                        : Optional.empty())
                .orElse(FoundNumbers.nothing());
    }

    private Optional<FoundNumbers> lock(List<StoredOffer> offers, SearchCriteria criteria, Selection selection) {
        Map<Price, List<StoredOffer>> byPrice = new LinkedHashMap<>();
        offers.forEach(offer -> byPrice.computeIfAbsent(offer.price(), price -> new ArrayList<>())
                .add(offer));
        return byPrice.entrySet().stream()
                .map(priced -> new FoundNumbers(
                        free.lock(priced.getValue(), criteria, selection), criteria.capabilities(), priced.getKey()))
                .filter(found -> found.numbers().size() == criteria.quantity())
                .findFirst();
    }

    @Override
    public OrderState hold(String orderId, List<E164> numbers, Instant until) {
        boolean held = stock.hold(numbers, orderId, clock.instant(), until) == numbers.size();
        return held ? OrderState.HELD : order(orderId, numbers);
    }

    @Override
    public OrderState purchase(String orderId, List<E164> numbers) {
        // A search whose clock is a little ahead may have found the numbers free again.
        if (stock.lockHeld(orderId, clock.instant()) != numbers.size()) {
            return order(orderId, numbers);
        }
        if (stock.sell(orderId) != numbers.size()) {
            throw new IllegalStateException("a locked number was sold to somebody else");
        }
        return OrderState.PURCHASED;
    }

    @Override
    public OrderState cancel(String orderId, List<E164> numbers) {
        if (stock.letGo(orderId) == 0 && order(orderId, numbers) == OrderState.PURCHASED) {
            numbers.forEach(this::release);
        }
        return OrderState.CANCELLED;
    }

    @Override
    public OrderState order(String orderId, List<E164> numbers) {
        if (stock.lockHeld(orderId, clock.instant()) == numbers.size()) {
            return OrderState.HELD;
        }
        return stock.countSold(orderId, numbers) == numbers.size() ? OrderState.PURCHASED : OrderState.CANCELLED;
    }

    @Override
    public boolean release(E164 number) {
        Instant now = clock.instant();
        return stock.takeBack(number, now, now.plus(settings.quarantine())) == 1;
    }
}
