package dev.tandem.number;

import dev.tandem.number.CartChange.Refusal;
import dev.tandem.number.store.AvailabilityStore;
import dev.tandem.number.store.CartStore;
import dev.tandem.number.store.StockStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reservations that customers fill themselves. Every change keeps the cart for {@link #HOLD} more, but never beyond
 * {@link #LIFE}. Its end needs nobody: the numbers are then free for others, and the cart can no longer be purchased.
 */
@Singleton
@Transactional
public class Carts {
    /** How long a change keeps the numbers. */
    public static final Duration HOLD = Duration.ofMinutes(15);

    /** How long a cart lives at most, however often it is changed. */
    public static final Duration LIFE = Duration.ofHours(2);

    /** Most numbers in a cart. */
    public static final int NUMBERS_MAX = 100;

    private final CartStore carts;
    private final AvailabilityStore availability;
    private final StockStore stock;
    private final Clock clock;

    /** For the container. */
    @Inject
    public Carts(CartStore carts, AvailabilityStore availability, StockStore stock, Clock clock) {
        this.carts = carts;
        this.availability = availability;
        this.stock = stock;
        this.clock = clock;
    }

    /** The cart of this id as it stands now; empty when the tenant has none. */
    public Optional<Cart> find(String tenant, String id) {
        return carts.find(tenant, id, now());
    }

    /** A tenant's carts, oldest first, without their numbers. */
    public List<Cart> page(String tenant, int skip, int max) {
        return carts.page(tenant, now(), skip, max);
    }

    /**
     * Changes a cart, or makes it. Each number succeeds or is refused by itself.
     *
     * @param room how many more numbers the tenant may hold
     */
    public CartChange.Result change(String tenant, String id, CartChange change, int room) {
        Instant now = now();
        Optional<Cart> before = carts.lock(tenant, id, now);
        if (before.isPresent() && before.get().status() != Cart.Status.ACTIVE) {
            return new CartChange.NotActive(before.get());
        }
        Cart cart = before.orElseGet(() -> create(tenant, id, now));
        Instant until = earlier(now.plus(HOLD), cart.createdAt().plus(LIFE));
        change.remove().forEach(number -> remove(cart, number));
        Map<E164, Refusal> refused = add(cart, change, room, now, until);
        stock.extend(cart.holdId(), until);
        carts.keepUntil(cart.holdId(), until);
        Cart after = carts.find(tenant, id, now).orElseThrow();
        return new CartChange.Changed(after, before.isEmpty(), refused);
    }

    private Cart create(String tenant, String id, Instant now) {
        Cart cart =
                new Cart(id, UUID.randomUUID().toString(), tenant, Cart.Status.ACTIVE, List.of(), now, now.plus(HOLD));
        carts.add(cart);
        return cart;
    }

    private void remove(Cart cart, E164 number) {
        if (carts.remove(cart.holdId(), number)) {
            stock.letGo(number, cart.holdId());
        }
    }

    private Map<E164, Refusal> add(Cart cart, CartChange change, int room, Instant now, Instant until) {
        // In order of the numbers: two carts that want the same ones then wait for each other in the same order.
        Map<E164, CartChange.Wanted> wanted = new TreeMap<>(change.add());
        List<E164> present = carts.numbers(cart.holdId());
        present.forEach(wanted::remove);
        Map<E164, AvailableNumber> inStock = availability.find(wanted.keySet());
        Map<E164, Refusal> refused = new TreeMap<>();
        int most = Math.min(NUMBERS_MAX, present.size() + Math.max(0, room));
        int count = present.size();
        for (Map.Entry<E164, CartChange.Wanted> each : wanted.entrySet()) {
            Optional<Refusal> refusal = refusal(inStock, each.getKey(), each.getValue());
            if (refusal.isEmpty() && count >= most) {
                refusal = Optional.of(Refusal.TOO_MANY);
            }
            if (refusal.isEmpty() && stock.hold(List.of(each.getKey()), cart.holdId(), now, until) != 1) {
                refusal = Optional.of(Refusal.NOT_AVAILABLE);
            }
            if (refusal.isPresent()) {
                refused.put(each.getKey(), refusal.get());
            } else {
                count++;
                carts.add(cart.holdId(), item(inStock, each.getKey(), each.getValue()));
            }
        }
        return refused;
    }

    private static Optional<Refusal> refusal(
            Map<E164, AvailableNumber> inStock, E164 number, CartChange.Wanted wanted) {
        AvailableNumber found = inStock.get(number);
        if (found == null) {
            return Optional.of(Refusal.NOT_IN_STOCK);
        }
        if (!found.type().allows(wanted.assignmentType())) {
            return Optional.of(Refusal.NOT_FOR_A_PERSON);
        }
        return found.offered().covers(wanted.capabilities()) ? Optional.empty() : Optional.of(Refusal.NOT_OFFERED);
    }

    private static CartItem item(Map<E164, AvailableNumber> inStock, E164 number, CartChange.Wanted wanted) {
        AvailableNumber found = Optional.ofNullable(inStock.get(number)).orElseThrow();
        return new CartItem(found, wanted.capabilities(), wanted.assignmentType());
    }

    /** Lets everything go and forgets the cart; false when there is none that could be let go. */
    public boolean delete(String tenant, String id) {
        Optional<Cart> cart = carts.lock(tenant, id, now()).filter(each -> each.status() != Cart.Status.COMPLETED);
        cart.ifPresent(each -> {
            stock.letGo(each.holdId());
            carts.delete(each.holdId());
        });
        return cart.isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
