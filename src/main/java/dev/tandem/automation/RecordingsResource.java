package dev.tandem.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.application.Identifier;
import dev.tandem.call.Call;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.media.record.RecordingFormat;
import dev.tandem.media.record.RecordingFormat.Container;
import dev.tandem.operation.CallAutomation;
import dev.tandem.operation.RecordingTerms;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.recording.KeptRecording;
import dev.tandem.recording.RecordingStore;
import dev.tandem.repeat.RepeatableRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Recording of calls. */
@Path("/calling/recordings")
@AcsApi({CallAutomationVersions.V2023, CallAutomationVersions.V2026})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recordings")
@Blocking
public class RecordingsResource {

    private static final int SAMPLE_RATE_HZ = 16_000;
    private static final int CHANNELS_USUAL = 5;
    private static final String KIND = "azureCommunicationServices";

    private final RecordingStore store;
    private final Attachments attachments;
    private final CurrentPrincipal principal;
    private final Fields fields;

    RecordingsResource(RecordingStore store, Attachments attachments, CurrentPrincipal principal, Fields fields) {
        this.store = store;
        this.attachments = attachments;
        this.principal = principal;
        this.fields = fields;
    }

    /** {@code StartCallRecordingRequest}. */
    @Schema(name = "StartCallRecordingRequest")
    public record Start(
            Bodies.@Nullable CallLocator callLocator,
            @Nullable String callConnectionId,
            @Nullable String recordingStateCallbackUri,

            @Schema(enumeration = {"audio"}) @Nullable String recordingContentType,

            @Schema(enumeration = {"mixed", "unmixed"}) @Nullable String recordingChannelType,

            @Schema(enumeration = {"wav", "ogg"}) @Nullable String recordingFormatType,

            @Nullable List<@Nullable Identifier> audioChannelParticipantOrdering,
            @Nullable Boolean pauseOnStart) {}

    /** {@code RecordingStateResponse}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RecordingStateResponse")
    public record State(String recordingId, String recordingState, String recordingKind) {

        static State of(String id, boolean active) {
            return new State(id, active ? "active" : "inactive", KIND);
        }
    }

    /** Starts one. */
    @POST
    @Requires(Permission.CALLS)
    @RepeatableRequest
    @Operation(summary = "Record a call: audio, mixed or a channel for each participant")
    @APIResponse(responseCode = "404", description = "There is no such call that is up")
    @APIResponse(responseCode = "409", description = "The call is being recorded already")
    public Response start(@Nullable Start body) {
        Start asked = Bodies.required(body);
        Call call = call(asked);
        RecordingTerms terms = terms(asked);
        store.begin(principal.tenant(), call.id(), terms);
        Optional<Refusal> refusal = attachments.ask(call, up -> up.recording().start(terms));
        if (refusal.isPresent()) {
            store.forget(terms.id());
            throw Invitations.refused(refusal.get());
        }
        return Response.ok(State.of(terms.id(), !terms.paused())).build();
    }

    private Call call(Start asked) {
        if (asked.callConnectionId() != null) {
            return attachments
                    .find(principal.tenant(), asked.callConnectionId())
                    .automation()
                    .call();
        }
        return attachments.live(principal.tenant(), Attachments.serverCallId(asked.callLocator()));
    }

    private RecordingTerms terms(Start asked) {
        MediaFields.word(asked.recordingContentType(), List.of("audio"), "recordingContentType");
        String format = MediaFields.word(asked.recordingFormatType(), List.of("wav", "ogg"), "recordingFormatType");
        boolean mixed = MediaFields.word(
                        asked.recordingChannelType(), List.of("mixed", "unmixed"), "recordingChannelType")
                .equals("mixed");
        List<PartyId> ordering =
                Fields.parties(asked.audioChannelParticipantOrdering(), "audioChannelParticipantOrdering");
        if (ordering.size() > RecordingFormat.CHANNELS_MAX) {
            throw AcsException.badRequest(
                    "A recording has at most " + RecordingFormat.CHANNELS_MAX + " channels.",
                    "audioChannelParticipantOrdering");
        }
        String id = UUID.randomUUID().toString();
        int channels = mixed ? 1 : Math.max(CHANNELS_USUAL, ordering.size());
        return new RecordingTerms(
                id,
                store.file(id + "." + format),
                new RecordingFormat(
                        format.equals("wav") ? Container.WAV : Container.OGG_OPUS, SAMPLE_RATE_HZ, channels),
                mixed,
                new ArrayList<>(ordering),
                Boolean.TRUE.equals(asked.pauseOnStart()),
                asked.recordingStateCallbackUri() == null
                        ? Optional.empty()
                        : Optional.of(fields.url(
                                asked.recordingStateCallbackUri(),
                                "RecordingStateCallbackUri",
                                "recordingStateCallbackUri")));
    }

    /** Whether it goes on. */
    @GET
    @Requires(Permission.READ)
    @Path("/{recordingId: [^/:]+}")
    @Operation(summary = "Whether a recording goes on")
    public State get(@PathParam("recordingId") String id) {
        KeptRecording kept = kept(id);
        boolean active = !kept.ended()
                && attachments
                        .findLive(principal.tenant(), kept.callId())
                        .map(call -> attachments.ask(call, up -> up.recording().isActive(id)))
                        .orElse(false);
        return State.of(id, active);
    }

    /** Ends it. */
    @DELETE
    @Requires(Permission.CALLS)
    @Path("/{recordingId: [^/:]+}")
    @Operation(summary = "Stop a recording; an event tells when its file is there")
    @APIResponse(responseCode = "204", description = "Stopped")
    public void stop(@PathParam("recordingId") String id) {
        change(id, call -> call.recording().stop(id));
    }

    /** Leaves out what comes. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/{recordingId: [^/:]+}:pause")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Pause a recording")
    @APIResponse(responseCode = "202", description = "Paused")
    public Response pause(@PathParam("recordingId") String id) {
        change(id, call -> call.recording().pause(id));
        return Response.accepted().build();
    }

    /** Goes on. */
    @POST
    @Requires(Permission.CALLS)
    @Path("/{recordingId: [^/:]+}:resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Resume a recording")
    @APIResponse(responseCode = "202", description = "It goes on")
    public Response resume(@PathParam("recordingId") String id) {
        change(id, call -> call.recording().resume(id));
        return Response.accepted().build();
    }

    private void change(String id, Function<CallAutomation, Optional<Refusal>> change) {
        KeptRecording kept = kept(id);
        Call call = attachments
                .findLive(principal.tenant(), kept.callId())
                .orElseThrow(() -> Invitations.refused(Refusal.NOT_RUNNING));
        Invitations.orElseRefuse(attachments.ask(call, change));
    }

    private KeptRecording kept(String id) {
        return store.kept(principal.tenant(), id).orElseThrow(() -> AcsException.notFound("The recording " + id));
    }
}
