package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.Selection;
import dev.tandem.number.operation.NumberOperation;
import dev.tandem.number.operation.OperationStore;
import dev.tandem.number.sale.ProviderOrders;
import dev.tandem.number.sale.Purchase;
import dev.tandem.number.sale.Purchases;
import dev.tandem.number.sale.Search;
import dev.tandem.number.sale.Searches;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does what a long-running operation asks and stores its outcome, both in one transaction. A carrier is asked between two: the
 * first is over before it is asked, so that nobody waits for a connection while the carrier takes its time.
 */
@ApplicationScoped
public class NumberOperations {
    static final String OUT_OF_STOCK = "OutOfStock";
    private static final String EXPIRED = "ReservationExpired";
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final ProviderOrders carrier;
    private final Searches searches;
    private final Purchases purchases;
    private final OperationStore store;
    private final HeldLimit limit;
    private final Clock clock;

    /** Made by the container. */
    @Inject
    public NumberOperations(
            ProviderOrders carrier,
            Searches searches,
            Purchases purchases,
            OperationStore store,
            HeldLimit limit,
            Clock clock) {
        this.carrier = carrier;
        this.searches = searches;
        this.purchases = purchases;
        this.store = store;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Searches; the id is the search's. The operation fails when there are too few numbers; a tenant that holds too many
     * already is refused with 409.
     */
    public String search(String tenant, SearchCriteria criteria) {
        return search(tenant, criteria, Selection.ANY);
    }

    /** The same for numbers of a place, of a pattern or in a row. */
    public String search(String tenant, SearchCriteria criteria, Selection selection) {
        Search pool = QuarkusTransaction.requiringNew().call(() -> searchPool(tenant, criteria, selection));
        if (pool.status() == Search.Status.HELD) {
            return pool.id();
        }
        Search found = carrier.search(tenant, criteria, selection).orElse(pool);
        QuarkusTransaction.requiringNew().run(() -> store.add(outcome(found)));
        return found.id();
    }

    private Search searchPool(String tenant, SearchCriteria criteria, Selection selection) {
        if (limit.room(tenant) < criteria.quantity()) {
            throw new AcsException(
                    CONFLICT,
                    AcsError.of(
                                    "TooManyNumbersHeld",
                                    "Earlier searches hold too many numbers; purchase or cancel some of them first.")
                            .at("quantity"));
        }
        Search found = searches.search(tenant, criteria, selection);
        if (found.status() == Search.Status.HELD) {
            store.add(outcome(found));
        }
        return found;
    }

    private NumberOperation outcome(Search search) {
        NumberOperation operation =
                operation(search.tenant(), OperationType.SEARCH, search.id()).at(searchResultPath(search.id()));
        return search.status() == Search.Status.HELD
                ? operation
                : operation.failed(
                        OUT_OF_STOCK, "There are not enough such numbers; try another area code or quantity.");
    }

    /** Buys what a search holds. Asking again for what was bought is answered alike and buys nothing more. */
    public void purchase(String tenant, String searchId) {
        Optional<Purchase> fromCarrier = carrier.purchase(tenant, searchId);
        Purchase.Outcome outcome = QuarkusTransaction.requiringNew()
                .call(() ->
                        stored(tenant, searchId, fromCarrier.orElseGet(() -> purchases.purchase(tenant, searchId))));
        switch (outcome) {
            case PURCHASED, ALREADY_PURCHASED -> {}
            case NOT_FOUND, CANCELLED -> throw AcsException.notFound("The search " + searchId);
            case EXPIRED -> throw refusal(EXPIRED, "The reservation has expired; search again.");
            case OUT_OF_STOCK -> throw refusal(OUT_OF_STOCK, "The search found no numbers to purchase.");
            case UNSETTLED ->
                throw new AcsException(
                        UNAVAILABLE,
                        AcsError.of(
                                        "ProviderUnavailable",
                                        "The carrier has not confirmed the purchase; send the request again to learn"
                                                + " how it ended.")
                                .at("searchId"),
                        Map.of("Retry-After", "10"));
        }
    }

    private Purchase.Outcome stored(String tenant, String searchId, Purchase purchase) {
        NumberOperation bought = operation(tenant, OperationType.PURCHASE, searchId);
        // What the carrier sold may have become ours while nobody waited for it: whoever asks again can then poll it.
        boolean missing = purchase.outcome() == Purchase.Outcome.ALREADY_PURCHASED
                && store.find(tenant, bought.id()).isEmpty();
        if (missing || purchase.outcome() == Purchase.Outcome.PURCHASED) {
            store.add(bought);
        }
        return purchase.outcome();
    }

    /** Gives a number back; the id is the release's. */
    @Transactional
    public String release(String tenant, E164 number) {
        if (!purchases.release(tenant, number)) {
            throw AcsException.notFound("The phone number " + number);
        }
        String id = UUID.randomUUID().toString();
        store.add(operation(tenant, OperationType.RELEASE, id));
        return id;
    }

    /** Changes what an owned number is used for; the id is the change's. */
    @Transactional
    public String updateCapabilities(String tenant, E164 number, Capabilities wanted) {
        if (!purchases.updateCapabilities(tenant, number, wanted)) {
            throw AcsException.badRequest("The number is not offered with these capabilities.", "capabilities");
        }
        String id = UUID.randomUUID().toString();
        store.add(operation(tenant, OperationType.CAPABILITIES, id).at(numberPath(number)));
        return id;
    }

    /** Lets a search's numbers go. Only searches can be cancelled; one that is over already stays as it is. */
    @Transactional
    public void cancel(String tenant, String operationId) {
        if (store.find(tenant, operationId).isEmpty()) {
            throw AcsException.notFound("The operation " + operationId);
        }
        if (!OperationType.SEARCH.owns(operationId)) {
            throw AcsException.conflict("The operation is finished and cannot be cancelled.");
        }
        searches.cancel(tenant, OperationType.SEARCH.subject(operationId));
    }

    static String searchResultPath(String searchId) {
        return "/availablePhoneNumbers/searchResults/" + searchId;
    }

    static String numberPath(E164 number) {
        return "/phoneNumbers/%2B" + number.digits();
    }

    private NumberOperation operation(String tenant, OperationType type, String id) {
        return type.succeeded(id, tenant, clock.instant());
    }

    private static AcsException refusal(String code, String message) {
        return new AcsException(CONFLICT, AcsError.of(code, message).at("searchId"));
    }
}
