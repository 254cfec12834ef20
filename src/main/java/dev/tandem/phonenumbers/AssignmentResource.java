package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.number.E164;
import dev.tandem.number.owned.Assignment;
import dev.tandem.number.owned.Assignments;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who answers one of our numbers. Tandem's own: Azure leaves this to the application. */
@Path("/phoneNumbers/{phoneNumber}/assignment")
@Tag(name = "Phone numbers")
public class AssignmentResource {
    private final OwnedNumbers owned;
    private final Assignments assignments;
    private final AssignmentTargets targets;
    private final CurrentPrincipal principal;

    /** Made by the container. */
    @Inject
    public AssignmentResource(
            OwnedNumbers owned, Assignments assignments, AssignmentTargets targets, CurrentPrincipal principal) {
        this.owned = owned;
        this.assignments = assignments;
        this.targets = targets;
        this.principal = principal;
    }

    /** Who answers the number; no content when nobody does. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "Who answers a number")
    @APIResponse(
            responseCode = "200",
            description = "Who answers it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AssignmentBody.class)))
    @APIResponse(responseCode = "204", description = "Nobody answers it")
    @APIResponse(responseCode = "404", description = "Not one of our numbers")
    public @Nullable AssignmentBody get(@PathParam("phoneNumber") String phoneNumber) {
        E164 number = PathNumber.read(phoneNumber);
        PhoneNumber found = owned.find(principal.tenant(), number).orElseThrow(() -> notOurs(number));
        return found.assignment().map(AssignmentBody::of).orElse(null);
    }

    /** Says who answers the number from now on. */
    @PUT
    @Requires(Permission.NUMBERS)
    @Operation(summary = "Say who answers a number: an identity, an application or a SIP URI")
    public AssignmentBody put(@PathParam("phoneNumber") String phoneNumber, @Nullable AssignmentBody body) {
        E164 number = PathNumber.read(phoneNumber);
        Assignment assignment = PhoneNumberWire.required(body).read();
        targets.require(assignment);
        if (!assignments.assign(principal.tenant(), number, assignment)) {
            throw notOurs(number);
        }
        return AssignmentBody.of(assignment);
    }

    /** Nobody answers the number from now on. */
    @DELETE
    @Requires(Permission.NUMBERS)
    @Operation(summary = "Let nobody answer a number")
    @APIResponse(responseCode = "204", description = "Nobody answers it")
    public void delete(@PathParam("phoneNumber") String phoneNumber) {
        E164 number = PathNumber.read(phoneNumber);
        if (!assignments.unassign(principal.tenant(), number)) {
            throw notOurs(number);
        }
    }

    private static AcsException notOurs(E164 number) {
        return AcsException.notFound("The phone number " + number);
    }
}
