package dev.tandem.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.PageRequest;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.tenant.Tenant;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that were given up: to look at, to send again, to throw away. Kept for 30 days. */
@Path("/deadLetters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
@Blocking
public class DeadLetterResource {

    private static final int REPLAY_ROWS = 1_000;

    private final OutboxRows rows;
    private final Tenant tenant;
    private final PublicUrl publicUrl;
    private final CommittedRows committed;

    /** Made by the container. */
    @Inject
    public DeadLetterResource(OutboxRows rows, Tenant tenant, PublicUrl publicUrl, CommittedRows committed) {
        this.rows = rows;
        this.tenant = tenant;
        this.publicUrl = publicUrl;
        this.committed = committed;
    }

    /**
     * An event that was given up.
     *
     * @param id names it here
     * @param eventId the id receivers see
     * @param type the event's type
     * @param subscription whose it was; absent for a callback
     * @param endpoint where it should have gone
     * @param attempts how often it was sent
     * @param reason what became of the last one
     * @param diedAt when it was given up
     * @param body what was posted
     */
    @Schema(name = "DeadLetter")
    public record DeadLetter(
            long id,
            String eventId,
            String type,
            @Nullable String subscription,
            String endpoint,
            int attempts,
            @Nullable String reason,
            @Nullable Instant diedAt,

            @Schema(implementation = Object.class) @JsonRawValue
            String body) {

        static DeadLetter of(OutboxRow row) {
            return new DeadLetter(
                    row.seq(),
                    row.eventId,
                    row.type,
                    row.subscription,
                    row.endpoint,
                    row.attempts,
                    row.deadReason,
                    row.deadAt,
                    row.body);
        }
    }

    /**
     * A page of them, oldest first.
     *
     * @param value the events
     * @param nextLink URL of the next page, if there is one
     */
    public record DeadLetterPage(
            List<DeadLetter> value, @Nullable String nextLink) {}

    /**
     * How many are on their way again.
     *
     * @param replayed that many
     */
    public record Replayed(int replayed) {}

    /** The dead letters. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "List dead letters", operationId = "listDeadLetters")
    public DeadLetterPage list(@Context UriInfo request, @QueryParam("after") @DefaultValue("0") long after) {
        int top = PageRequest.of(request).top();
        List<OutboxRow> found = rows.dead(tenant.id(), after, top + 1);
        List<DeadLetter> page = found.stream().limit(top).map(DeadLetter::of).toList();
        String next = found.size() <= top
                ? null
                : publicUrl.of("/deadLetters?top=" + top + "&after="
                        + page.get(top - 1).id());
        return new DeadLetterPage(page, next);
    }

    /** Sends one again, with a whole day's patience. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/{id}/:replay")
    @Transactional
    @Operation(summary = "Send a dead letter again", operationId = "replayDeadLetter")
    public Replayed replay(@PathParam("id") long id) {
        OutboxRows.Address row = rows.revive(tenant.id(), id).orElseThrow(() -> missing(id));
        committed.add(row);
        return new Replayed(1);
    }

    /** Sends the oldest 1000 again, those of one subscription if it is named. */
    @POST
    @Requires(Permission.ADMIN)
    @Path("/:replay")
    @Transactional
    @Operation(summary = "Send dead letters again, 1000 at a time", operationId = "replayDeadLetters")
    public Replayed replayAll(@QueryParam("subscription") @Nullable String subscription) {
        List<OutboxRows.Address> revived = rows.dead(tenant.id(), 0, REPLAY_ROWS).stream()
                .filter(row -> subscription == null || subscription.equals(row.subscription))
                .map(row -> rows.revive(tenant.id(), row.seq()))
                .flatMap(Optional::stream)
                .toList();
        revived.forEach(committed::add);
        return new Replayed(revived.size());
    }

    /** Throws one away. */
    @DELETE
    @Requires(Permission.ADMIN)
    @Path("/{id}")
    @Operation(summary = "Delete a dead letter", operationId = "deleteDeadLetter")
    public void delete(@PathParam("id") long id) {
        if (!rows.discard(tenant.id(), id)) {
            throw missing(id);
        }
    }

    private static AcsException missing(long id) {
        return AcsException.notFound("The dead letter " + id);
    }
}
