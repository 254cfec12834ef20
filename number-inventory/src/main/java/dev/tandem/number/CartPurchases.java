package dev.tandem.number;

import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.OwnedStore;
import dev.tandem.number.store.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes the numbers of a cart its tenant's own. */
@Singleton
@Transactional
public class CartPurchases {
    private final CartStore carts;
    private final StockStore stock;
    private final OwnedStore owned;
    private final Clock clock;

    /** For the container. */
    @Inject
    public CartPurchases(CartStore carts, StockStore stock, OwnedStore owned, Clock clock) {
        this.carts = carts;
        this.stock = stock;
        this.owned = owned;
        this.clock = clock;
    }

    /** Buys all numbers of a cart, or none; OUT_OF_STOCK means that it holds none. */
    public Purchase purchase(String tenant, String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // One buyer at a time gets past this line; the others then see what it did.
        return carts.lock(tenant, id, now)
                .map(cart -> purchase(cart, now))
                .orElse(Purchase.refused(Purchase.Outcome.NOT_FOUND));
    }

    private Purchase purchase(Cart cart, Instant now) {
        return switch (cart.status()) {
            case COMPLETED -> Purchase.refused(Purchase.Outcome.ALREADY_PURCHASED);
            case EXPIRED -> Purchase.refused(Purchase.Outcome.EXPIRED);
            case ACTIVE -> cart.items().isEmpty() ? Purchase.refused(Purchase.Outcome.OUT_OF_STOCK) : sell(cart, now);
        };
    }

    private Purchase sell(Cart cart, Instant now) {
        // Another node whose clock is a little ahead may have found the numbers free again.
        if (stock.lockHeld(cart.holdId(), now) != cart.items().size()) {
            return Purchase.refused(Purchase.Outcome.EXPIRED);
        }
        if (stock.sell(cart.holdId()) != cart.items().size()) {
            throw new IllegalStateException("a locked number was sold to somebody else");
        }
        carts.complete(cart.holdId());
        owned.add(cart.items().stream()
                .map(item -> bought(cart.tenant(), item, now))
                .toList());
        List<E164> numbers =
                cart.items().stream().map(item -> item.number().number()).toList();
        return new Purchase(Purchase.Outcome.PURCHASED, numbers);
    }

    private static PhoneNumber bought(String tenant, CartItem item, Instant now) {
        AvailableNumber number = item.number();
        return new PhoneNumber(
                number.number(),
                tenant,
                number.country(),
                number.type(),
                item.assignmentType(),
                item.capabilities(),
                number.offered(),
                number.price(),
                now,
                Optional.empty());
    }
}
