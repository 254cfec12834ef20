package dev.tandem.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of recordings that have ended. */
@Path(RecordingFilesResource.PATH)
@Tag(name = "Recordings")
@Blocking
public class RecordingFilesResource {

    static final String PATH = "/calling/recordingFiles";
    private static final int BUFFER_OCTETS = 65_536;

    private final RecordingStore store;
    private final CurrentPrincipal principal;

    RecordingFilesResource(RecordingStore store, CurrentPrincipal principal) {
        this.store = store;
        this.principal = principal;
    }

    /** Who is heard in which channel, and how long. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metadata(
            String recordingId,
            String serverCallId,
            String channelType,
            Instant recordingStartTime,
            long durationMs,
            List<String> participantsByChannel) {}

    /** The sound, whole or a range of octets. */
    @GET
    @Requires(Permission.RECORDINGS)
    @Path("/{id}/content")
    @Operation(summary = "The file of a recording; takes Range")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    @APIResponse(responseCode = "404", description = "There is none, or it has not ended yet")
    @APIResponse(responseCode = "416", description = "The file has no such range")
    public Response content(@PathParam("id") String id, @HeaderParam("Range") Optional<String> asked)
            throws IOException {
        RecordingRow row = ended(id);
        java.nio.file.Path file = store.file(row.fileName);
        long size = Files.size(file);
        OctetRange range = asked.isEmpty()
                ? OctetRange.whole(size)
                : OctetRange.read(asked.get(), size).orElseThrow(() -> noSuchRange(size));
        Response.ResponseBuilder response = Response.status(asked.isEmpty() ? 200 : 206)
                .type(row.fileName.endsWith(".ogg") ? "audio/ogg" : "audio/wav")
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", range.length())
                .entity((jakarta.ws.rs.core.StreamingOutput) out -> copy(file, range, out));
        return asked.isEmpty()
                ? response.build()
                : response.header("Content-Range", range.contentRange(size)).build();
    }

    private static AcsException noSuchRange(long size) {
        return new AcsException(
                416,
                AcsError.of("InvalidRange", "The file has no such range."),
                Map.of("Content-Range", "bytes */" + size));
    }

    private static void copy(java.nio.file.Path file, OctetRange range, OutputStream out) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            InputStream in = Channels.newInputStream(channel.position(range.first()));
            byte[] buffer = new byte[BUFFER_OCTETS];
            long left = range.length();
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    return;
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    /** What is known of it. */
    @GET
    @Requires(Permission.RECORDINGS)
    @Path("/{id}/metadata")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Who is heard in which channel of a recording, and how long it is")
    public Metadata metadata(@PathParam("id") String id) {
        RecordingRow row = ended(id);
        return new Metadata(
                row.id,
                row.callId,
                row.mixed ? "mixed" : "unmixed",
                row.startedAt,
                row.lengthMillis,
                row.participants.isEmpty() ? List.of() : List.of(row.participants.split(" ", -1)));
    }

    /** Deletes it. */
    @DELETE
    @Requires(Permission.RECORDINGS)
    @Path("/{id}")
    @Operation(summary = "Delete a recording that has ended")
    @APIResponse(responseCode = "200", description = "Deleted; the official SDKs expect 200")
    public Response delete(@PathParam("id") String id) {
        if (!store.delete(principal.tenant(), id)) {
            throw none(id);
        }
        return Response.ok().build();
    }

    private RecordingRow ended(String id) {
        return store.find(principal.tenant(), id)
                .filter(row -> row.endedAt != null && Files.exists(store.file(row.fileName)))
                .orElseThrow(() -> none(id));
    }

    private static AcsException none(String id) {
        return AcsException.notFound("An ended recording " + id);
    }
}
