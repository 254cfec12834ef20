package dev.tandem.automation;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.CurrentPrincipal;
import dev.tandem.acs.repeat.RepeatableRequest;
import dev.tandem.automation.Invitations.Invitation;
import dev.tandem.connection.ConferenceCall;
import dev.tandem.connection.ConferenceCalls.Attached;
import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.Identifier;
import dev.tandem.connection.PartyId;
import dev.tandem.connection.Refusal;
import dev.tandem.connection.Reports.ParticipantView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is in a call. */
@Path("/calling")
@AcsApi({CallAutomationVersions.V2023, CallAutomationVersions.V2026})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Call automation")
@Blocking
public class ParticipantsResource {

    private static final String CONNECTION = "/callConnections/{callConnectionId: [^/:]+}";

    private final Invitations invitations;
    private final Attachments attachments;
    private final CurrentPrincipal principal;
    private final Fields fields;

    ParticipantsResource(Invitations invitations, Attachments attachments, CurrentPrincipal principal, Fields fields) {
        this.invitations = invitations;
        this.attachments = attachments;
        this.principal = principal;
        this.fields = fields;
    }

    /** Everybody who is in. */
    @GET
    @Path(CONNECTION + "/participants")
    @Operation(summary = "Who is in a call")
    public Bodies.Participants list(@PathParam("callConnectionId") String id) {
        return new Bodies.Participants(views(id), null);
    }

    /** One of them. */
    @GET
    @Path(CONNECTION + "/participants/{participantRawId}")
    @Operation(summary = "One participant of a call, by raw id")
    @APIResponse(responseCode = "404", description = "Nobody of that id is in the call")
    public ParticipantView get(@PathParam("callConnectionId") String id, @PathParam("participantRawId") String rawId) {
        return views(id).stream()
                .filter(view -> rawId.equals(view.identifier().rawId()))
                .findFirst()
                .orElseThrow(() -> Invitations.refused(Refusal.UNKNOWN_PARTICIPANT));
    }

    private List<ParticipantView> views(String id) {
        return ask(
                attachments.find(principal.tenant(), id),
                call -> call.participants().views());
    }

    /** Invites somebody into the call. */
    @POST
    @Path(CONNECTION + "/participants:add")
    @Operation(summary = "Invite somebody into a call")
    @APIResponse(responseCode = "202", description = "They ring; an event tells how it goes")
    @RepeatableRequest
    public Response add(@PathParam("callConnectionId") String id, Bodies.@Nullable Add body) {
        Bodies.Add wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId party = Fields.party(wanted.participantToAdd(), "participantToAdd");
        Optional<PartyId> callerId = Fields.callerId(wanted.sourceCallerIdNumber());
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        Invitation invitation = new Invitation(
                callerId,
                Optional.ofNullable(wanted.sourceDisplayName()),
                Optional.ofNullable(wanted.invitationTimeoutInSeconds()));
        Invitee invitee = invitations.invite(principal.tenant(), party, invitation);
        invitations.takeFromAllowance(principal.name(), callerId);
        String invitationId = UUID.randomUUID().toString();
        Invitations.orElseRefuse(ask(attached, call -> call.participants().add(invitee, asked, invitationId)));
        ParticipantView view = new ParticipantView(Identifier.of(party), false, false);
        return accepted(new Bodies.Added(view, wanted.operationContext(), invitationId));
    }

    /** Stops ringing somebody. */
    @POST
    @Path(CONNECTION + "/participants:cancelAddParticipant")
    @Operation(summary = "Cancel an invitation that has not been answered")
    @APIResponse(responseCode = "404", description = "No such invitation is open")
    @RepeatableRequest
    public Response cancelAdd(@PathParam("callConnectionId") String id, Bodies.@Nullable CancelAdd body) {
        Bodies.CancelAdd wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        String invitationId = Fields.required(wanted.invitationId(), "invitationId");
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        Invitations.orElseRefuse(ask(attached, call -> call.participants().cancelInvitation(invitationId, asked)));
        return accepted(new Bodies.CancelAdd(invitationId, wanted.operationContext(), null));
    }

    /** Hangs up on somebody. */
    @POST
    @Path(CONNECTION + "/participants:remove")
    @Operation(summary = "Remove a participant from a call")
    @APIResponse(responseCode = "404", description = "Nobody of that id is in the call")
    @RepeatableRequest
    public Response remove(@PathParam("callConnectionId") String id, Bodies.@Nullable Remove body) {
        Bodies.Remove wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId party = Fields.party(wanted.participantToRemove(), "participantToRemove");
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        Invitations.orElseRefuse(ask(attached, call -> call.participants().remove(party, asked)));
        return accepted(new Bodies.Context(wanted.operationContext()));
    }

    /** Transfers the one participant to somebody else. */
    @POST
    @Path(CONNECTION + ":transferToParticipant")
    @Operation(summary = "Transfer the participant of a call to somebody else and leave it to them")
    @APIResponse(responseCode = "202", description = "The other rings; an event tells how it goes")
    @RepeatableRequest
    public Response transfer(@PathParam("callConnectionId") String id, Bodies.@Nullable Transfer body) {
        Bodies.Transfer wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        Optional<PartyId> transferee = Fields.optionalParty(wanted.transferee(), "transferee");
        Optional<PartyId> callerId =
                Fields.callerId(wanted.sourceCallerIdNumber()).or(() -> ownNumber(attached));
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        Invitee invitee = invitations.invite(
                principal.tenant(), target, new Invitation(callerId, Optional.empty(), Optional.empty()));
        Invitations.orElseRefuse(ask(attached, call -> call.participants().transfer(invitee, transferee, asked)));
        return accepted(new Bodies.Context(wanted.operationContext()));
    }

    /** The number of ours the call has shown or was made to: older SDKs cannot say another. */
    private static Optional<PartyId> ownNumber(Attached attached) {
        return attached.connection()
                .parties()
                .callerId()
                .or(() -> attached.connection().parties().targets().stream()
                        .filter(party -> attached.connection().answered() && party.kind() == PartyId.Kind.PHONE)
                        .findFirst());
    }

    /** Silences participants for the others. */
    @POST
    @Path(CONNECTION + "/participants:mute")
    @Operation(summary = "Mute a participant of a call")
    @APIResponse(responseCode = "404", description = "Nobody of that id is in the call")
    @RepeatableRequest
    public Bodies.Context mute(@PathParam("callConnectionId") String id, Bodies.@Nullable Mute body) {
        Bodies.Mute wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        List<PartyId> parties = Fields.parties(wanted.targetParticipants(), "targetParticipants");
        if (parties.isEmpty()) {
            throw AcsException.badRequest("At least one participant is required.", "targetParticipants");
        }
        Invitations.orElseRefuse(ask(attached, call -> call.participants().mute(parties)));
        return new Bodies.Context(wanted.operationContext());
    }

    private static <T> T ask(Attached attached, Function<ConferenceCall, T> question) {
        return Invitations.answerOf(attached.call().ask(question));
    }

    private static Response accepted(Object body) {
        return Response.accepted(body).build();
    }
}
