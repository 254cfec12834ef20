package dev.tandem.number.sale;

import dev.tandem.number.InventorySettings;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.provider.CarrierSource;
import dev.tandem.number.provider.FoundNumbers;
import dev.tandem.number.provider.NumberProvider;
import dev.tandem.number.provider.OrderState;
import dev.tandem.number.sale.ProviderOrder.State;
import dev.tandem.number.sql.StoreException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches and purchases at the carrier, for what the pool has not got. An order is committed before the carrier is asked,
 * and settled after, so a crash between the two leaves a row that {@link #settleDue} finishes.
 *
 * <p>Not for callers in a transaction: they would hold a connection for as long as the carrier takes, and everybody else
 * would wait for one.
 */
@Singleton
@Transactional(TxType.NEVER)
public class ProviderOrders {
    /** Orders settled in one go. */
    private static final int BATCH = 100;

    private final ProviderOrderTransactions transactions;
    private final CarrierSource carrier;
    private final InventorySettings settings;
    private final Clock clock;

    /** For the container. */
    @Inject
    public ProviderOrders(
            ProviderOrderTransactions transactions, CarrierSource carrier, InventorySettings settings, Clock clock) {
        this.transactions = transactions;
        this.carrier = carrier;
        this.settings = settings;
        this.clock = clock;
    }

    /** Holds as many of the carrier's numbers as asked for, all at the same price; empty when it has too few, or is none. */
    public Optional<Search> search(String tenant, SearchCriteria criteria, Selection selection) {
        return carrier.provider().flatMap(provider -> hold(provider, tenant, criteria, selection));
    }

    private Optional<Search> hold(
            NumberProvider provider, String tenant, SearchCriteria criteria, Selection selection) {
        FoundNumbers offered = provider.search(criteria, selection);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        ProviderOrder order = new ProviderOrder(
                UUID.randomUUID().toString(), provider.name(), tenant, State.HOLDING, offered.numbers());
        return open(order, criteria, selection, offered)
                ? hold(provider, order, search(order, criteria, offered.price()))
                : Optional.empty();
    }

    private boolean open(ProviderOrder order, SearchCriteria criteria, Selection selection, FoundNumbers offered) {
        try {
            return transactions.open(order, criteria, selection, offered);
        } catch (StoreException contended) {
            // Another search put up the same shelf or took the same number at this moment, or both waited for each
            // other; now it is there to be seen.
            return transactions.open(order, criteria, selection, offered);
        }
    }

    private Search search(ProviderOrder order, SearchCriteria criteria, Price price) {
        Instant now = clock.instant();
        return new Search(
                order.id(),
                order.tenant(),
                Search.Status.HELD,
                criteria,
                order.numbers(),
                price,
                now,
                now.plus(settings.hold()));
    }

    private Optional<Search> hold(NumberProvider provider, ProviderOrder order, Search search) {
        // The carrier holds a little longer: a purchase at the last moment must still reach it.
        Instant until = search.expiresAt().plus(ProviderOrderTransactions.LEASE);
        return switch (provider.hold(order.id(), order.numbers(), until)) {
            case HELD -> transactions.held(order, search) ? Optional.of(search) : Optional.empty();
            case CANCELLED -> {
                transactions.gone(order);
                yield Optional.empty();
            }
            case PURCHASED, WRONG, UNANSWERED -> {
                transactions.undo(order);
                yield Optional.empty();
            }
        };
    }

    /**
     * Buys all numbers that the carrier holds for a search, or none; UNSETTLED when it did not say whether it sold. Empty when
     * no order of the search is open there: then {@link Purchases} knows more.
     */
    public Optional<Purchase> purchase(String tenant, String searchId) {
        return carrier.provider()
                .flatMap(provider -> transactions.begin(tenant, searchId).map(begun -> buy(provider, begun)));
    }

    private Purchase buy(NumberProvider provider, ProviderOrderTransactions.Begun begun) {
        return begun.order()
                .map(order -> settle(provider.purchase(order.id(), order.numbers()), order))
                .orElseGet(() -> Purchase.refused(begun.refusal()));
    }

    private Purchase settle(OrderState answer, ProviderOrder order) {
        return switch (answer) {
            case PURCHASED -> transactions.complete(order);
            case CANCELLED -> {
                transactions.gone(order);
                yield Purchase.refused(Purchase.Outcome.EXPIRED);
            }
            case WRONG -> {
                transactions.undo(order);
                yield Purchase.refused(Purchase.Outcome.EXPIRED);
            }
            case HELD -> {
                transactions.resume(order);
                yield Purchase.refused(Purchase.Outcome.UNSETTLED);
            }
            case UNANSWERED -> {
                transactions.later(order);
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
        Optional<ProviderOrder> next = transactions.nextDue(provider.name());
        while (next.isPresent() && settled < BATCH) {
            if (!finish(provider, next.get())) {
                transactions.later(next.get());
                return settled;
            }
            settled++;
            next = transactions.nextDue(provider.name());
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
            transactions.gone(order);
        }
        return gone;
    }
}
