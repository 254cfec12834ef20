package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.LongRunning;
import dev.tandem.acs.PageRequest;
import dev.tandem.host.PublicUrl;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The numbers we own. */
@Path("/phoneNumbers")
@AcsApi({ApiVersions.V2021, ApiVersions.V2022, ApiVersions.V2023, ApiVersions.V2025})
@Tag(name = "Phone numbers")
public class PhoneNumbersResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{0,15}");

    private final OwnedNumbers owned;
    private final NumberOperations operations;
    private final CurrentPrincipal principal;
    private final PublicUrl url;

    /** Made by the container. */
    @Inject
    public PhoneNumbersResource(
            OwnedNumbers owned, NumberOperations operations, CurrentPrincipal principal, PublicUrl url) {
        this.owned = owned;
        this.operations = operations;
        this.principal = principal;
        this.url = url;
    }

    /** A page of our numbers; {@code after} (digits of a number) is where our own links continue. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "Our numbers, in order")
    public PhoneNumberWire.PurchasedPage list(
            @QueryParam("after") @DefaultValue("") String after, @Context UriInfo uri) {
        if (!DIGITS.matcher(after).matches()) {
            throw AcsException.badRequest("after must be the digits of a phone number.", "after");
        }
        PageRequest asked = PageRequest.of(uri);
        List<PhoneNumber> found =
                owned.page(principal.tenant(), after.isEmpty() ? "" : "+" + after, asked.skip(), asked.top() + 1);
        List<PhoneNumber> shown = found.subList(0, Math.min(found.size(), asked.top()));
        return new PhoneNumberWire.PurchasedPage(
                shown.stream().map(PhoneNumberWire.Purchased::of).toList(),
                found.size() > shown.size() ? nextLink(uri, asked, shown.get(shown.size() - 1)) : null);
    }

    /** Goes on from the last number instead of skipping: page 10,000 costs what page 1 does, and none is missed. */
    private String nextLink(UriInfo uri, PageRequest asked, PhoneNumber last) {
        String version = uri.getQueryParameters().getFirst("api-version");
        return url.of(
                "/phoneNumbers?after=" + last.number().digits() + "&top=" + asked.top() + "&api-version=" + version);
    }

    /** One of our numbers. */
    @GET
    @Requires(Permission.READ)
    @Path("/{phoneNumber}")
    @Operation(summary = "One of our numbers")
    public PhoneNumberWire.Purchased get(@PathParam("phoneNumber") String phoneNumber) {
        return PhoneNumberWire.Purchased.of(ours(PathNumber.read(phoneNumber)));
    }

    /** Gives a number back. */
    @DELETE
    @Requires(Permission.NUMBERS)
    @Path("/{phoneNumber}")
    @Operation(summary = "Release a number: it stops ringing here and goes back on sale")
    @APIResponse(responseCode = "202", description = "Released; poll Operation-Location")
    @APIResponse(responseCode = "404", description = "Not one of our numbers")
    public Response release(@PathParam("phoneNumber") String phoneNumber, @Context UriInfo uri) {
        String id = operations.release(principal.tenant(), PathNumber.read(phoneNumber));
        // Nothing to point at: the number is gone.
        return LongRunning.accepted(uri, OperationType.RELEASE.operationId(id), "release-id", id, "/phoneNumbers")
                .header(HttpHeaders.LOCATION, null)
                .build();
    }

    /** Changes what a number is used for. */
    @PATCH
    @Requires(Permission.NUMBERS)
    @Path("/{phoneNumber}/capabilities")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change what a number is used for, within what it is offered with")
    @APIResponse(responseCode = "202", description = "Changed; poll Operation-Location, then read Location")
    public Response updateCapabilities(
            @PathParam("phoneNumber") String phoneNumber,
            PhoneNumberWire.@Nullable CapabilitiesBody body,
            @Context UriInfo uri) {
        E164 number = PathNumber.read(phoneNumber);
        Capabilities wanted =
                PhoneNumberWire.required(body).readOver(ours(number).capabilities(), "");
        String id = operations.updateCapabilities(principal.tenant(), number, wanted);
        return LongRunning.accepted(
                        uri,
                        OperationType.CAPABILITIES.operationId(id),
                        "capabilities-id",
                        id,
                        NumberOperations.numberPath(number))
                .entity(PhoneNumberWire.Purchased.of(ours(number)))
                .build();
    }

    private PhoneNumber ours(E164 number) {
        return owned.find(principal.tenant(), number)
                .orElseThrow(() -> AcsException.notFound("The phone number " + number));
    }
}
