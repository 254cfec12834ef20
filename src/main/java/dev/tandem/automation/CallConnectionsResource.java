package dev.tandem.automation;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Parties;
import dev.tandem.application.Identifier;
import dev.tandem.automation.Invitations.Invitation;
import dev.tandem.call.CallPlacement;
import dev.tandem.call.CallPlan;
import dev.tandem.call.EndReason;
import dev.tandem.call.PartyId;
import dev.tandem.operation.CallAutomation;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.operation.Invitee;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.repeat.RepeatableRequest;
import dev.tandem.toll.Payer;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How an application comes into calls and out of them. */
@Path("/calling")
@AcsApi({CallAutomationVersions.V2023, CallAutomationVersions.V2026})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Call automation")
@Blocking
public class CallConnectionsResource {

    private final Invitations invitations;
    private final Attachments attachments;
    private final CurrentPrincipal principal;
    private final Fields fields;
    private final MediaFields mediaFields;

    CallConnectionsResource(
            Invitations invitations,
            Attachments attachments,
            CurrentPrincipal principal,
            Fields fields,
            MediaFields mediaFields) {
        this.invitations = invitations;
        this.attachments = attachments;
        this.principal = principal;
        this.fields = fields;
        this.mediaFields = mediaFields;
    }

    /** Calls one target or several. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections")
    @Operation(summary = "Call phone numbers, users or SIP URIs")
    @APIResponse(responseCode = "201", description = "They are being called; events tell how it goes")
    @APIResponse(
            responseCode = "403",
            description = "The caller ID is not ours, or the limits against toll fraud say no")
    @APIResponse(responseCode = "429", description = "Too fast, or too many calls")
    @RepeatableRequest
    public Response create(
            @HeaderParam(Fields.DETECTION) @Parameter(description = Fields.DETECTION_ABOUT) @Nullable String detection,
            Bodies.@Nullable Create body) {
        Bodies.Create asked = Bodies.required(body);
        Set<PartyId> targets = targets(asked.targets());
        Optional<PartyId> callerId = Fields.callerId(asked.sourceCallerIdNumber());
        Optional<String> displayName = Optional.ofNullable(asked.sourceDisplayName());
        Connection connection = new Connection(
                fields.callback(asked.callbackUri()),
                Fields.context(asked.operationContext()),
                Connection.Origin.CREATED,
                new Parties(
                        List.copyOf(targets), user(asked.source(), "source"), callerId, displayName, Optional.empty()),
                mediaFields.stream(asked.mediaStreamingOptions()));
        Invitation invitation = new Invitation(callerId, displayName, Optional.empty(), Fields.detection(detection));
        List<Invitee> invitees = targets.stream()
                .map(target -> invitations.invite(payer(), target, invitation))
                .toList();
        invitations.takeFromAllowance(principal.name(), callerId);
        CallAutomation created = attachments.create(principal.tenant(), connection, invitees);
        return Response.status(201)
                .entity(Bodies.Properties.of(connection, created.call().id()))
                .build();
    }

    private Payer payer() {
        return Payer.application(principal.name(), principal.tenant());
    }

    private Set<PartyId> targets(@Nullable List<@Nullable Identifier> identifiers) {
        if (identifiers == null || identifiers.isEmpty()) {
            throw AcsException.badRequest("At least one target is required.", "targets");
        }
        attachments.requireRoomFor(identifiers.size());
        Set<PartyId> targets = new LinkedHashSet<>();
        identifiers.forEach(identifier -> targets.add(Fields.party(identifier, "targets")));
        return targets;
    }

    private static Optional<PartyId> user(Identifier.@Nullable User user, String field) {
        return user == null
                ? Optional.empty()
                : Optional.of(Fields.party(new Identifier(null, null, user, null), field));
    }

    /** Answers a call that was offered by an IncomingCall event. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections:answer")
    @Operation(summary = "Answer a call that an IncomingCall event told of")
    @APIResponse(responseCode = "404", description = "The call is over, or was answered, redirected or rejected")
    @RepeatableRequest
    public Bodies.Properties answer(Bodies.@Nullable Answer body) {
        Bodies.Answer asked = Bodies.required(body);
        CallPlacement offered = attachments.offered(principal.tenant(), asked.incomingCallContext());
        Connection connection = new Connection(
                fields.callback(asked.callbackUri()),
                Fields.context(asked.operationContext()),
                Connection.Origin.ANSWERED,
                new Parties(
                        List.of(PartyId.phone(offered.dialled())),
                        Optional.of(PartyId.of(offered.callerParty())),
                        Optional.empty(),
                        Optional.empty(),
                        user(asked.answeredBy(), "answeredBy")),
                mediaFields.stream(asked.mediaStreamingOptions()));
        attachments.answer(offered, connection);
        return Bodies.Properties.of(connection, offered.call().id());
    }

    /** Sends an offered call elsewhere. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections:redirect")
    @Operation(summary = "Send a call that an IncomingCall event told of to somebody else")
    @APIResponse(responseCode = "204", description = "They ring now")
    @RepeatableRequest
    public void redirect(Bodies.@Nullable Redirect body) {
        Bodies.Redirect asked = Bodies.required(body);
        CallPlacement offered = attachments.offered(principal.tenant(), asked.incomingCallContext());
        PartyId target = Fields.party(asked.target(), "target");
        // A carrier takes only caller IDs that are ours, so a phone sees the number that was dialled.
        String shown = target.kind() == PartyId.Kind.PHONE
                ? PartyId.phone(offered.dialled()).value()
                : PartyId.of(offered.callerParty()).value();
        attachments.decide(offered, invitations.plan(payer(), target, shown));
    }

    /** Refuses an offered call. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections:reject")
    @Operation(summary = "Refuse a call that an IncomingCall event told of")
    @APIResponse(responseCode = "204", description = "The caller has been refused")
    @RepeatableRequest
    public void reject(Bodies.@Nullable Reject body) {
        Bodies.Reject asked = Bodies.required(body);
        CallPlacement offered = attachments.offered(principal.tenant(), asked.incomingCallContext());
        attachments.decide(offered, refusal(asked.callRejectReason() == null ? "none" : asked.callRejectReason()));
    }

    private static CallPlan refusal(String reason) {
        List<String> why = List.of("the application rejected the call: " + reason);
        return switch (reason) {
            case "none" -> new CallPlan.Refuse(EndReason.REJECTED, 603, "Decline", why);
            case "busy" -> new CallPlan.Refuse(EndReason.BUSY, 486, "Busy Here", why);
            case "forbidden" -> new CallPlan.Refuse(EndReason.REJECTED, 403, "Forbidden", why);
            default -> throw AcsException.badRequest("The reason is none, busy or forbidden.", "callRejectReason");
        };
    }

    /** Attaches an application to a call that is up. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections:connect")
    @Operation(summary = "Attach to a call that is up, by its server call id")
    @APIResponse(responseCode = "404", description = "There is no such connected call")
    @RepeatableRequest
    public Bodies.Properties connect(Bodies.@Nullable Connect body) {
        Bodies.Connect asked = Bodies.required(body);
        Connection connection = new Connection(
                fields.callback(asked.callbackUri()),
                Fields.context(asked.operationContext()),
                Connection.Origin.ATTACHED,
                new Parties(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                mediaFields.stream(asked.mediaStreamingOptions()));
        String callId = Attachments.serverCallId(asked.callLocator());
        attachments.connect(principal.tenant(), callId, connection);
        return Bodies.Properties.of(connection, callId);
    }

    /** The connection as it is now. */
    @GET
    @Requires(Permission.READ)
    @Path("/callConnections/{callConnectionId: [^/:]+}")
    @Operation(summary = "A call connection as it is now")
    @APIResponse(responseCode = "404", description = "There is none, or it has ended")
    public Bodies.Properties get(@PathParam("callConnectionId") String id) {
        Attached attached = attachments.find(principal.tenant(), id);
        Connection connection = attached.connection();
        return Invitations.answerOf(attached.automation()
                .ask(automation -> Bodies.Properties.of(
                        connection,
                        automation.call().id(),
                        automation.streaming().state(connection))));
    }

    /** The application leaves; the others go on if there are two of them. */
    @DELETE
    @Requires(Permission.CALLS)
    @Path("/callConnections/{callConnectionId: [^/:]+}")
    @Operation(summary = "Leave a call; with nobody or one participant left, it ends")
    @APIResponse(responseCode = "204", description = "Left")
    public void hangUp(@PathParam("callConnectionId") String id) {
        Attached attached = attachments.find(principal.tenant(), id);
        Invitations.orElseRefuse(
                Invitations.answerOf(attached.automation().ask(automation -> automation.leave(attached.connection()))));
    }

    /** Ends the call for everybody. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/callConnections/{callConnectionId: [^/:]+}:terminate")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "End a call for everybody")
    @APIResponse(responseCode = "204", description = "Ended")
    @RepeatableRequest
    public void terminate(@PathParam("callConnectionId") String id) {
        Attached attached = attachments.find(principal.tenant(), id);
        Invitations.orElseRefuse(Invitations.answerOf(attached.automation().ask(CallAutomation::terminate)));
    }
}
