package dev.tandem.automation;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.application.Connection.Asked;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.operation.CallStreaming;
import dev.tandem.operation.MediaOperations;
import dev.tandem.operation.PromptSource;
import dev.tandem.operation.RecognitionRules;
import dev.tandem.operation.Tone;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.repeat.RepeatableRequest;
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

    private final Commands commands;
    private final MediaFields fields;

    CallMediaResource(Commands commands, MediaFields fields) {
        this.commands = commands;
        this.fields = fields;
    }

    /** Plays files to everybody or to some. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":play")
    @Operation(summary = "Play files to everybody in a call, or to some")
    @APIResponse(responseCode = "202", description = "It plays when its turn comes; events tell how it goes")
    public Response play(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Play body) {
        Command<MediaBodies.Play> play = commands.read(id, body);
        MediaBodies.Play wanted = play.body();
        List<PromptSource> sources = fields.sources(wanted.playSources());
        List<PartyId> playTo = Fields.parties(wanted.playTo(), "playTo");
        boolean loop = wanted.playOptions() != null
                && Boolean.TRUE.equals(wanted.playOptions().loop());
        boolean interrupt = Boolean.TRUE.equals(wanted.interruptCallMediaOperation());
        play.media(media -> media.play(play.asked(), sources, playTo, loop, interrupt));
        return Response.accepted().build();
    }

    /** Listens for keys and speech. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":recognize")
    @Operation(summary = "Play a prompt to a participant and recognize what they press or say")
    @APIResponse(responseCode = "202", description = "It listens when its turn comes; an event tells what was heard")
    public Response recognize(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Recognize body) {
        Command<MediaBodies.Recognize> recognize = commands.read(id, body);
        MediaBodies.Recognize wanted = recognize.body();
        RecognitionRules rules = RecognitionFields.rules(wanted);
        PartyId target = RecognitionFields.target(wanted);
        List<PromptSource> prompts = fields.prompts(wanted);
        boolean interrupt = Boolean.TRUE.equals(wanted.interruptCallMediaOperation());
        recognize.media(media -> media.recognize(recognize.asked(), prompts, target, rules, interrupt));
        return Response.accepted().build();
    }

    /** Stops whatever plays or listens. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":cancelAllMediaOperations")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Cancel what plays and listens in a call, and what waits to")
    @APIResponse(responseCode = "202", description = "Cancelled")
    public Response cancelAll(@PathParam("callConnectionId") String id) {
        commands.read(id, new MediaBodies.Streaming(null, null)).media(media -> {
            media.cancelAll();
            return Optional.empty();
        });
        return Response.accepted().build();
    }

    /** Tells every key from now on. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":startContinuousDtmfRecognition")
    @Operation(summary = "Tell every key a participant presses from now on")
    public Response startTones(@PathParam("callConnectionId") String id, MediaBodies.@Nullable ContinuousDtmf body) {
        return tones(id, body, MediaOperations::startTones);
    }

    /** Tells keys no longer. */
    @POST
    @Requires(Permission.CALLS)
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
        Command<MediaBodies.ContinuousDtmf> tones = commands.read(id, body);
        PartyId target = Fields.party(tones.body().targetParticipant(), "targetParticipant");
        tones.media(media -> step.of(media, tones.asked(), target));
        return Response.ok().build();
    }

    /** Presses keys. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":sendDtmfTones")
    @Operation(summary = "Press keys towards a participant")
    @APIResponse(responseCode = "202", description = "They are sent; an event tells when that is done")
    @RepeatableRequest
    public Response sendTones(@PathParam("callConnectionId") String id, MediaBodies.@Nullable SendDtmf body) {
        Command<MediaBodies.SendDtmf> send = commands.read(id, body);
        List<Tone> tones = MediaFields.tones(send.body().tones(), "tones");
        if (tones.isEmpty() || tones.size() > SEND_TONES_MAX) {
            throw AcsException.badRequest("From 1 to " + SEND_TONES_MAX + " tones can be sent.", "tones");
        }
        PartyId target = Fields.party(send.body().targetParticipant(), "targetParticipant");
        return send.media(media -> media.sendTones(send.asked(), tones, target)).accepted();
    }

    /** Puts somebody on hold. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":hold")
    @Operation(summary = "Part a participant from the others, with music if a file is named")
    public Response hold(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Hold body) {
        Command<MediaBodies.Hold> hold = commands.read(id, body);
        MediaBodies.Hold wanted = hold.body();
        PartyId target = Fields.party(wanted.targetParticipant(), "targetParticipant");
        List<PromptSource> music =
                wanted.playSourceInfo() == null ? List.of() : List.of(fields.source(wanted.playSourceInfo()));
        hold.media(media -> media.hold(hold.asked(), target, music));
        return Response.ok().build();
    }

    /** Takes somebody off hold. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":unhold")
    @Operation(summary = "Bring a participant back from hold")
    public Response resume(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Hold body) {
        Command<MediaBodies.Hold> resume = commands.read(id, body);
        PartyId target = Fields.party(resume.body().targetParticipant(), "targetParticipant");
        resume.media(media -> media.resume(target));
        return Response.ok().build();
    }

    /** Starts the audio stream. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":startMediaStreaming")
    @Operation(summary = "Start the audio stream that the connection was made with")
    @APIResponse(responseCode = "202", description = "It is being connected; an event tells how that went")
    public Response startStreaming(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Streaming body) {
        return streaming(id, body, CallStreaming::start);
    }

    /** Ends it. */
    @POST
    @Requires(Permission.CALLS)
    @Path(CONNECTION + ":stopMediaStreaming")
    @Operation(summary = "End the audio stream")
    @APIResponse(responseCode = "202", description = "It ends; an event tells when it has")
    public Response stopStreaming(@PathParam("callConnectionId") String id, MediaBodies.@Nullable Streaming body) {
        return streaming(id, body, CallStreaming::stop);
    }

    private Response streaming(
            String id, MediaBodies.@Nullable Streaming body, BiFunction<CallStreaming, Asked, Optional<Refusal>> step) {
        Command<MediaBodies.Streaming> streaming =
                commands.read(id, body == null ? new MediaBodies.Streaming(null, null) : body);
        streaming.order(call -> step.apply(call.streaming(), streaming.asked()));
        return Response.accepted().build();
    }
}
