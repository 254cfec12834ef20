package dev.tandem.automation;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.application.Identifier;
import dev.tandem.application.Reports.ParticipantView;
import dev.tandem.automation.Invitations.Invitation;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.operation.Invitee;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.repeat.RepeatableRequest;
import dev.tandem.toll.Payer;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    private final Commands commands;
    private final CurrentPrincipal principal;

    ParticipantsResource(Invitations invitations, Commands commands, CurrentPrincipal principal) {
        this.invitations = invitations;
        this.commands = commands;
        this.principal = principal;
    }

    /** Everybody who is in. */
    @GET
    @Requires(Permission.READ)
    @Path(CONNECTION + "/participants")
    @Operation(summary = "Who is in a call")
    public Bodies.Participants list(@PathParam("callConnectionId") String id) {
        return new Bodies.Participants(views(id), null);
    }

    /** One of them. */
    @GET
    @Requires(Permission.READ)
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
        return Invitations.answerOf(commands.attached(id)
                .automation()
                .ask(call -> call.participants().views()));
    }

    /** Invites somebody into the call. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + "/participants:add")
    @Operation(summary = "Invite somebody into a call")
    @APIResponse(responseCode = "202", description = "They ring; an event tells how it goes")
    @RepeatableRequest
    public Response add(
            @PathParam("callConnectionId") String id,
            @HeaderParam(Fields.DETECTION) @Parameter(description = Fields.DETECTION_ABOUT) @Nullable String detection,
            Bodies.@Nullable Add body) {
        Command<Bodies.Add> add = commands.read(id, body);
        Bodies.Add wanted = add.body();
        PartyId party = Fields.party(wanted.participantToAdd(), "participantToAdd");
        Optional<PartyId> callerId = Fields.callerId(wanted.sourceCallerIdNumber());
        Invitation invitation = new Invitation(
                callerId,
                Optional.ofNullable(wanted.sourceDisplayName()),
                Optional.ofNullable(wanted.invitationTimeoutInSeconds()),
                Fields.detection(detection));
        Invitee invitee = invitations.invite(payer(), party, invitation);
        invitations.takeFromAllowance(principal.name(), callerId);
        String invitationId = UUID.randomUUID().toString();
        add.order(call -> call.participants().add(invitee, add.asked(), invitationId));
        ParticipantView view = new ParticipantView(Identifier.of(party), false, false);
        return Response.accepted(new Bodies.Added(view, wanted.operationContext(), invitationId))
                .build();
    }

    private Payer payer() {
        return Payer.application(principal.name(), principal.tenant());
    }

    /** Stops ringing somebody. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + "/participants:cancelAddParticipant")
    @Operation(summary = "Cancel an invitation that has not been answered")
    @APIResponse(responseCode = "404", description = "No such invitation is open")
    @RepeatableRequest
    public Response cancelAdd(@PathParam("callConnectionId") String id, Bodies.@Nullable CancelAdd body) {
        Command<Bodies.CancelAdd> cancel = commands.read(id, body);
        Bodies.CancelAdd wanted = cancel.body();
        String invitationId = Fields.required(wanted.invitationId(), "invitationId");
        cancel.order(call -> call.participants().cancelInvitation(invitationId, cancel.asked()));
        return Response.accepted(new Bodies.CancelAdd(invitationId, wanted.operationContext(), null))
                .build();
    }

    /** Hangs up on somebody. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + "/participants:remove")
    @Operation(summary = "Remove a participant from a call")
    @APIResponse(responseCode = "404", description = "Nobody of that id is in the call")
    @RepeatableRequest
    public Response remove(@PathParam("callConnectionId") String id, Bodies.@Nullable Remove body) {
        Command<Bodies.Remove> remove = commands.read(id, body);
        PartyId party = Fields.party(remove.body().participantToRemove(), "participantToRemove");
        return remove.order(call -> call.participants().remove(party, remove.asked()))
                .accepted();
    }

    /** Transfers the one participant to somebody else. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":transferToParticipant")
    @Operation(summary = "Transfer the participant of a call to somebody else and leave it to them")
    @APIResponse(responseCode = "202", description = "The other rings; an event tells how it goes")
    @RepeatableRequest
    public Response transfer(@PathParam("callConnectionId") String id, Bodies.@Nullable Transfer body) {
        Command<Bodies.Transfer> transfer = commands.read(id, body);
        Bodies.Transfer wanted = transfer.body();
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        Optional<PartyId> transferee = Fields.optionalParty(wanted.transferee(), "transferee");
        Optional<PartyId> callerId =
                Fields.callerId(wanted.sourceCallerIdNumber()).or(() -> ownNumber(transfer.attached()));
        Invitee invitee = invitations.invite(
                payer(), target, new Invitation(callerId, Optional.empty(), Optional.empty(), false));
        return transfer.order(call -> call.participants().transfer(invitee, transferee, transfer.asked()))
                .accepted();
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
    @Requires(Permission.CALLS)
    @Path(CONNECTION + "/participants:mute")
    @Operation(summary = "Mute a participant of a call")
    @APIResponse(responseCode = "404", description = "Nobody of that id is in the call")
    @RepeatableRequest
    public Bodies.Context mute(@PathParam("callConnectionId") String id, Bodies.@Nullable Mute body) {
        Command<Bodies.Mute> mute = commands.read(id, body);
        List<PartyId> parties = Fields.parties(mute.body().targetParticipants(), "targetParticipants");
        if (parties.isEmpty()) {
            throw AcsException.badRequest("At least one participant is required.", "targetParticipants");
        }
        return mute.order(call -> call.participants().mute(parties)).context();
    }
}
