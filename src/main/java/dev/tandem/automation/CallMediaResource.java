package dev.tandem.automation;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.CurrentPrincipal;
import dev.tandem.acs.repeat.RepeatableRequest;
import dev.tandem.connection.CallStreaming;
import dev.tandem.connection.ConferenceCalls.Attached;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.MediaOperations;
import dev.tandem.connection.PartyId;
import dev.tandem.connection.PromptSource;
import dev.tandem.connection.Refusal;
import dev.tandem.connection.Tone;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What applications play to calls and listen for. */
@Path("/calling")
@AcsApi({CallAutomationVersions.V2023, CallAutomationVersions.V2026})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Call automation")
@Blocking
public class CallMediaResource {

    private static final String CONNECTION = "/callConnections/{callConnectionId: [^/:]+}";
    private static final int SEND_TONES_MAX = 100;

    private final Attachments attachments;
    private final CurrentPrincipal principal;
    private final Fields fields;
    private final MediaFields mediaFields;

    CallMediaResource(Attachments attachments, CurrentPrincipal principal, Fields fields, MediaFields mediaFields) {
        this.attachments = attachments;
        this.principal = principal;
        this.fields = fields;
        this.mediaFields = mediaFields;
    }

    /** Plays files to everybody or to some. */
    @POST
    @Path(CONNECTION + ":play")
    @Operation(summary = "Play files to everybody in a call, or to some")
    @APIResponse(responseCode = "202", description = "It plays when its turn comes; events tell how it goes")
    public Response play(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Play body) {
        MediaBodies.Play wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        List<PromptSource> sources = mediaFields.sources(wanted.playSources());
        List<PartyId> playTo = Fields.parties(wanted.playTo(), "playTo");
        boolean loop = wanted.playOptions() != null
                && Boolean.TRUE.equals(wanted.playOptions().loop());
        boolean interrupt = Boolean.TRUE.equals(wanted.interruptCallMediaOperation());
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        return accepted(attached, media -> media.play(asked, sources, playTo, loop, interrupt), null);
    }

    /** Collects keys. */
    @POST
    @Path(CONNECTION + ":recognize")
    @Operation(summary = "Play a prompt to a participant and collect the keys they press")
    @APIResponse(responseCode = "202", description = "It listens when its turn comes; an event tells what was pressed")
    public Response recognize(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Recognize body) {
        MediaBodies.Recognize wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        MediaFields.Recognition recognition = mediaFields.recognition(wanted);
        boolean interrupt = Boolean.TRUE.equals(wanted.interruptCallMediaOperation());
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        return accepted(
                attached,
                media -> recognition.speech()
                        ? media.recognizeSpeech(asked, recognition.target())
                        : media.recognize(
                                asked, recognition.prompts(), recognition.target(), recognition.rules(), interrupt),
                null);
    }

    /** Stops whatever plays or listens. */
    @POST
    @Path(CONNECTION + ":cancelAllMediaOperations")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Cancel what plays and listens in a call, and what waits to")
    @APIResponse(responseCode = "202", description = "Cancelled")
    public Response cancelAll(@PathParam("callConnectionId") String id) {
        Attached attached = attachments.find(principal.tenant(), id);
        return accepted(
                attached,
                media -> {
                    media.cancelAll();
                    return Optional.empty();
                },
                null);
    }

    /** Tells every key from now on. */
    @POST
    @Path(CONNECTION + ":startContinuousDtmfRecognition")
    @Operation(summary = "Tell every key a participant presses from now on")
    public Response startTones(@PathParam("callConnectionId") String id, MediaBodies.@Nullable ContinuousDtmf body) {
        return tones(id, body, MediaOperations::startTones);
    }

    /** Tells keys no longer. */
    @POST
    @Path(CONNECTION + ":stopContinuousDtmfRecognition")
    @Operation(summary = "Tell a participant's keys no longer")
    public Response stopTones(@PathParam("callConnectionId") String id, MediaBodies.@Nullable ContinuousDtmf body) {
        return tones(id, body, MediaOperations::stopTones);
    }

    /** Something to be done about the keys of a participant. */
    private interface ToneStep {
        Optional<Refusal> of(MediaOperations media, Asked asked, PartyId target);
    }

    private Response tones(String id, MediaBodies.@Nullable ContinuousDtmf body, ToneStep step) {
        MediaBodies.ContinuousDtmf wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        ask(attached, media -> step.of(media, asked, target));
        return Response.ok().build();
    }

    /** Presses keys. */
    @POST
    @Path(CONNECTION + ":sendDtmfTones")
    @Operation(summary = "Press keys towards a participant")
    @APIResponse(responseCode = "202", description = "They are sent; an event tells when that is done")
    @RepeatableRequest
    public Response sendTones(@PathParam("callConnectionId") String id, MediaBodies.@Nullable SendDtmf body) {
        MediaBodies.SendDtmf wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        List<Tone> tones = MediaFields.tones(wanted.tones(), "tones");
        if (tones.isEmpty() || tones.size() > SEND_TONES_MAX) {
            throw AcsException.badRequest("From 1 to " + SEND_TONES_MAX + " tones can be sent.", "tones");
        }
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        return accepted(
                attached,
                media -> media.sendTones(asked, tones, target),
                new Bodies.Context(wanted.operationContext()));
    }

    /** Puts somebody on hold. */
    @POST
    @Path(CONNECTION + ":hold")
    @Operation(summary = "Part a participant from the others, with music if a file is named")
    public Response hold(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Hold body) {
        MediaBodies.Hold wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        List<PromptSource> music =
                wanted.playSourceInfo() == null ? List.of() : List.of(mediaFields.source(wanted.playSourceInfo()));
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        ask(attached, media -> media.hold(asked, target, music));
        return Response.ok().build();
    }

    /** Takes somebody off hold. */
    @POST
    @Path(CONNECTION + ":unhold")
    @Operation(summary = "Bring a participant back from hold")
    public Response resume(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Hold body) {
        MediaBodies.Hold wanted = Bodies.required(body);
        Attached attached = attachments.find(principal.tenant(), id);
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        ask(attached, media -> media.resume(target));
        return Response.ok().build();
    }

    /** Starts the audio stream. */
    @POST
    @Path(CONNECTION + ":startMediaStreaming")
    @Operation(summary = "Start the audio stream that the connection was made with")
    @APIResponse(responseCode = "202", description = "It is being connected; an event tells how that went")
    public Response startStreaming(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Streaming body) {
        return streaming(id, body, CallStreaming::start);
    }

    /** Ends it. */
    @POST
    @Path(CONNECTION + ":stopMediaStreaming")
    @Operation(summary = "End the audio stream")
    @APIResponse(responseCode = "202", description = "It ends; an event tells when it has")
    public Response stopStreaming(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Streaming body) {
        return streaming(id, body, CallStreaming::stop);
    }

    private Response streaming(
            String id, MediaBodies.@Nullable Streaming body, BiFunction<CallStreaming, Asked, Optional<Refusal>> step) {
        MediaBodies.Streaming wanted = body == null ? new MediaBodies.Streaming(null, null) : body;
        Attached attached = attachments.find(principal.tenant(), id);
        Asked asked = fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri());
        Invitations.orElseRefuse(
                Invitations.answerOf(attached.call().ask(call -> step.apply(call.streaming(), asked))));
        return Response.accepted().build();
    }

    private static Response accepted(
            Attached attached, Function<MediaOperations, Optional<Refusal>> question, @Nullable Object body) {
        ask(attached, question);
        return Response.accepted(body).build();
    }

    private static void ask(Attached attached, Function<MediaOperations, Optional<Refusal>> question) {
        Invitations.orElseRefuse(
                Invitations.answerOf(attached.call().ask(call -> call.media(attached.connection(), question))));
    }
}
