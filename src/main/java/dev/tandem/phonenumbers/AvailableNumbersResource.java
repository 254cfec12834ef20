package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.LongRunning;
import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.sale.Search;
import dev.tandem.number.sale.Searches;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of searches, and buying what they found. */
@Path("/availablePhoneNumbers")
@AcsApi({ApiVersions.V2021, ApiVersions.V2022, ApiVersions.V2023, ApiVersions.V2025})
@Tag(name = "Phone numbers")
public class AvailableNumbersResource {
    private final NumberOperations operations;
    private final Searches searches;
    private final CurrentPrincipal principal;

    /** Made by the container. */
    @Inject
    public AvailableNumbersResource(NumberOperations operations, Searches searches, CurrentPrincipal principal) {
        this.operations = operations;
        this.searches = searches;
        this.principal = principal;
    }

    /** What a search holds, and until when. */
    @GET
    @Requires(Permission.READ)
    @Path("/searchResults/{searchId}")
    @Operation(summary = "What a search holds, and until when")
    public PhoneNumberWire.SearchResult searchResult(@PathParam("searchId") String searchId) {
        return searches.find(principal.tenant(), searchId)
                .filter(found -> found.status() != Search.Status.CANCELLED)
                .map(AvailableNumbersResource::result)
                .orElseThrow(() -> AcsException.notFound("The search " + searchId));
    }

    private static PhoneNumberWire.SearchResult result(Search found) {
        SearchCriteria criteria = found.criteria();
        return new PhoneNumberWire.SearchResult(
                found.id(),
                found.numbers().stream().map(E164::value).toList(),
                Words.NUMBER_TYPE.of(criteria.type()),
                Words.ASSIGNMENT_TYPE.of(criteria.assignmentType()),
                PhoneNumberWire.CapabilitiesBody.of(criteria.capabilities()),
                PhoneNumberWire.Cost.of(found.price()),
                found.expiresAt(),
                false,
                error(found.status()));
    }

    private static String error(Search.Status status) {
        return switch (status) {
            case HELD, PURCHASED, CANCELLED -> "NoError";
            case EXPIRED -> "ReservationExpired";
            case OUT_OF_STOCK -> NumberOperations.OUT_OF_STOCK;
        };
    }

    /** Buys all numbers of a search. */
    @POST
    @Requires(Permission.NUMBERS)
    @Path("/:purchase")
    @Operation(summary = "Buy the numbers a search holds")
    @APIResponse(responseCode = "202", description = "Bought; poll Operation-Location")
    @APIResponse(responseCode = "404", description = "No such search")
    @APIResponse(responseCode = "409", description = "The reservation has expired, or found nothing")
    public Response purchase(PhoneNumberWire.@Nullable PurchaseRequest body, @Context UriInfo uri) {
        String searchId = PhoneNumberWire.required(body).searchId();
        if (searchId == null || searchId.isBlank()) {
            throw AcsException.badRequest("searchId must name the search to purchase.", "searchId");
        }
        operations.purchase(principal.tenant(), searchId);
        // Nothing to point at: a Location would send clients to a result that a purchase does not have.
        return LongRunning.accepted(
                        uri, OperationType.PURCHASE.operationId(searchId), "purchase-id", searchId, "/phoneNumbers")
                .header(HttpHeaders.LOCATION, null)
                .build();
    }
}
