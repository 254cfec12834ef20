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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Does what a long-running operation asks and stores its outcome, both in one transaction. */
@ApplicationScoped
@Transactional
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
        if (limit.room(tenant) < criteria.quantity()) {
            throw new AcsException(
                    CONFLICT,
                    AcsError.of(
                                    "TooManyNumbersHeld",
                                    "Earlier searches hold too many numbers; purchase or cancel some of them first.")
                            .at("quantity"));
        }
        Search found = carrier.search(tenant, criteria, selection);
        NumberOperation operation =
                operation(tenant, OperationType.SEARCH, found.id()).at(searchResultPath(found.id()));
        if (found.status() == Search.Status.OUT_OF_STOCK) {
            operation = operation.failed(
                    OUT_OF_STOCK, "There are not enough such numbers; try another area code or quantity.");
        }
        store.add(operation);
        return found.id();
    }

    /** Buys what a search holds. Asking again for what was bought is answered alike and buys nothing more. */
    public void purchase(String tenant, String searchId) {
        Purchase.Outcome outcome = carrier.purchase(tenant, searchId).outcome();
        switch (outcome) {
            case PURCHASED -> store.add(operation(tenant, OperationType.PURCHASE, searchId));
            case ALREADY_PURCHASED -> {}
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

    /** Gives a number back; the id is the release's. */
    public String release(String tenant, E164 number) {
        if (!purchases.release(tenant, number)) {
            throw AcsException.notFound("The phone number " + number);
        }
        String id = UUID.randomUUID().toString();
        store.add(operation(tenant, OperationType.RELEASE, id));
        return id;
    }

    /** Changes what an owned number is used for; the id is the change's. */
    public String updateCapabilities(String tenant, E164 number, Capabilities wanted) {
        if (!purchases.updateCapabilities(tenant, number, wanted)) {
            throw AcsException.badRequest("The number is not offered with these capabilities.", "capabilities");
        }
        String id = UUID.randomUUID().toString();
        store.add(operation(tenant, OperationType.CAPABILITIES, id).at(numberPath(number)));
        return id;
    }

    /** Lets a search's numbers go. Only searches can be cancelled; one that is over already stays as it is. */
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
