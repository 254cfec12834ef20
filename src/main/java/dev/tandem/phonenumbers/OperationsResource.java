package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.operation.NumberOperation;
import dev.tandem.number.operation.OperationStore;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How long-running operations ended. */
@Path("/phoneNumbers/operations/{operationId}")
@AcsApi({ApiVersions.V2021, ApiVersions.V2022, ApiVersions.V2023, ApiVersions.V2025})
@Tag(name = "Phone numbers")
public class OperationsResource {
    private final OperationStore store;
    private final NumberOperations operations;
    private final CurrentPrincipal principal;

    /** Made by the container. */
    @Inject
    public OperationsResource(OperationStore store, NumberOperations operations, CurrentPrincipal principal) {
        this.store = store;
        this.operations = operations;
        this.principal = principal;
    }

    /** How an operation ended. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "How a long-running operation ended")
    @APIResponse(
            responseCode = "200",
            description = "Its outcome",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PhoneNumberWire.Operation.class)))
    public Response get(@PathParam("operationId") String operationId, @Context UriInfo uri) {
        NumberOperation operation = store.find(principal.tenant(), operationId)
                .orElseThrow(() -> AcsException.notFound("The operation " + operationId));
        String location = operation.resourceLocation() == null
                ? null
                : operation.resourceLocation() + "?api-version="
                        + uri.getQueryParameters().getFirst("api-version");
        return Response.ok(body(operation, location))
                .header(HttpHeaders.LOCATION, location)
                .build();
    }

    private static PhoneNumberWire.Operation body(NumberOperation operation, @Nullable String location) {
        AcsError error = operation.errorCode() == null || operation.errorMessage() == null
                ? null
                : AcsError.of(operation.errorCode(), operation.errorMessage());
        return new PhoneNumberWire.Operation(
                operation.id(),
                operation.type(),
                operation.status(),
                location,
                operation.createdAt(),
                operation.createdAt(),
                error);
    }

    /** Lets the numbers of a search go. */
    @DELETE
    @Requires(Permission.NUMBERS)
    @Operation(summary = "Cancel a search: its numbers are free again")
    @APIResponse(responseCode = "204", description = "Cancelled, or over already")
    public void cancel(@PathParam("operationId") String operationId) {
        operations.cancel(principal.tenant(), operationId);
    }
}
