package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.LongRunning;
import dev.tandem.host.PublicUrl;
import dev.tandem.number.E164;
import dev.tandem.number.sale.Reservation;
import dev.tandem.number.sale.ReservationChange;
import dev.tandem.number.sale.ReservationChange.Refusal;
import dev.tandem.number.sale.Reservations;
import dev.tandem.number.sql.StoreException;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reservations that customers fill number by number, under an id they choose. */
@Path("/availablePhoneNumbers/reservations")
@AcsApi(ApiVersions.V2025)
@Tag(name = "Phone numbers")
public class ReservationsResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int MULTI_STATUS = 207;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ReservationOperations operations;
    private final Reservations reservations;
    private final CurrentPrincipal principal;
    private final PublicUrl url;

    /** Made by the container. */
    @Inject
    public ReservationsResource(
            ReservationOperations operations, Reservations reservations, CurrentPrincipal principal, PublicUrl url) {
        this.operations = operations;
        this.reservations = reservations;
        this.principal = principal;
        this.url = url;
    }

    /** Puts numbers in and takes numbers out. */
    @PATCH
    @Requires(Permission.NUMBERS)
    @Path("/{reservationId}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(summary = "Make a reservation, or put numbers in and take numbers out")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReservationWire.ReservationBody.class)))
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "207", description = "Made or changed, but the numbers with an error stayed out")
    @APIResponse(responseCode = "409", description = "It is expired or purchased")
    public Response change(
            @PathParam("reservationId") String reservationId, ReservationWire.@Nullable ReservationBody body) {
        String id = id(reservationId);
        ReservationWire.ReservationBody given = PhoneNumberWire.required(body);
        ReservationChange.Changed changed = change(id, ReservationPatch.read(given));
        int status = changed.created() ? 201 : 200;
        return Response.status(changed.refused().isEmpty() ? status : MULTI_STATUS)
                .entity(ReservationWire.ReservationBody.of(changed.reservation(), refused(given, changed.refused())))
                .build();
    }

    private ReservationChange.Changed change(String id, ReservationChange change) {
        try {
            return operations.change(principal.tenant(), id, change);
        } catch (StoreException failed) {
            if (!failed.isCollision()) {
                throw failed;
            }
            throw AcsException.conflict("The reservation was made by another request at this moment; send it again.");
        }
    }

    private static Map<String, ReservationWire.Available> refused(
            ReservationWire.ReservationBody given, Map<E164, Refusal> refused) {
        Map<String, ReservationWire.Available> shown = new TreeMap<>();
        refused.forEach((number, why) -> {
            String id = number.value().substring(1);
            ReservationWire.Available asked =
                    given.phoneNumbers() == null ? null : given.phoneNumbers().get(id);
            if (asked != null) {
                shown.put(id, asked.refused(number.value(), error(why)));
            }
        });
        return shown;
    }

    private static AcsError error(Refusal why) {
        return switch (why) {
            case NOT_IN_STOCK -> AcsError.of("PhoneNumberNotFound", "This number is not on sale here.");
            case NOT_AVAILABLE -> AcsError.of("PhoneNumberNotAvailable", "Somebody else holds or owns this number.");
            case NOT_OFFERED ->
                AcsError.of("CapabilitiesNotOffered", "The number is not offered with these capabilities.");
            case NOT_FOR_A_PERSON ->
                AcsError.of("InvalidAssignmentType", "Only geographic numbers can be assigned to a person.");
            case TOO_MANY ->
                AcsError.of("TooManyNumbersHeld", "No more numbers can be held; purchase or remove some first.");
        };
    }

    /** A reservation with its numbers. */
    @GET
    @Requires(Permission.READ)
    @Path("/{reservationId}")
    @Operation(summary = "A reservation with its numbers")
    public ReservationWire.ReservationBody get(@PathParam("reservationId") String reservationId) {
        Reservation reservation =
                reservations.find(principal.tenant(), id(reservationId)).orElseThrow(() -> missing(reservationId));
        return ReservationWire.ReservationBody.of(reservation, Map.of());
    }

    /** The reservations without their numbers. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "Reservations, without their numbers")
    public ReservationWire.ReservationsPage list(@Context UriInfo uri) {
        Page<Reservation> page = Page.read(uri, url, (skip, max) -> reservations.page(principal.tenant(), skip, max));
        return new ReservationWire.ReservationsPage(
                page.items().stream()
                        .map(ReservationWire.ReservationBody::outline)
                        .toList(),
                page.nextLink());
    }

    /** Lets the numbers go. */
    @DELETE
    @Requires(Permission.NUMBERS)
    @Path("/{reservationId}")
    @Operation(summary = "Delete a reservation: its numbers are free again")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "It is purchased")
    public void delete(@PathParam("reservationId") String reservationId) {
        String id = id(reservationId);
        if (!reservations.delete(principal.tenant(), id)) {
            throw reservations.find(principal.tenant(), id).isEmpty()
                    ? missing(reservationId)
                    : AcsException.conflict("A purchased reservation cannot be deleted; release its numbers instead.");
        }
    }

    /** Buys all of it. */
    @POST
    @Requires(Permission.NUMBERS)
    @Path("/{reservationId}/:purchase")
    @Operation(summary = "Buy the numbers of a reservation")
    @APIResponse(responseCode = "202", description = "Bought; poll Operation-Location")
    @APIResponse(responseCode = "409", description = "It is expired or empty")
    public Response purchase(
            @PathParam("reservationId") String reservationId,
            ReservationWire.@Nullable PurchaseRequest body,
            @Context UriInfo uri) {
        String purchaseId = operations.purchase(principal.tenant(), id(reservationId));
        // Nothing to point at: a Location would send clients to a result that a purchase does not have.
        return LongRunning.accepted(
                        uri,
                        OperationType.RESERVATION_PURCHASE.operationId(purchaseId),
                        "reservation-purchase-id",
                        purchaseId,
                        "/phoneNumbers")
                .header(HttpHeaders.LOCATION, null)
                .build();
    }

    private static String id(String text) {
        String id = text.toLowerCase(Locale.ROOT);
        if (!UUID.matcher(id).matches()) {
            throw AcsException.badRequest(
                    "reservationId must be a UUID, such as 4f6f4c9a-0b0d-4b6e-9a44-0f5a6d4b9b11.", "reservationId");
        }
        return id;
    }

    private static AcsException missing(String id) {
        return AcsException.notFound("The reservation " + id);
    }
}
