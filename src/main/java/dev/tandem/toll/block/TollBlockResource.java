package dev.tandem.toll.block;

import dev.tandem.acs.AcsException;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollPolicy;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is blocked because toll fraud is suspected. */
@Path("/tollBlocks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Toll fraud")
@Blocking
public class TollBlockResource {

    private final TollStore store;
    private final TollPolicy policy;
    private final CurrentPrincipal principal;
    private final Clock clock;

    TollBlockResource(TollStore store, TollPolicy policy, CurrentPrincipal principal, Clock clock) {
        this.store = store;
        this.policy = policy;
        this.principal = principal;
        this.clock = clock;
    }

    /**
     * A block on the wire.
     *
     * @param payer a user's raw id, or the name of the key, service or console that an application uses
     * @param kind user or application
     * @param rule what the last call tripped over
     * @param reason the same as a sentence
     * @param destination where that call was to go
     */
    @Schema(name = "TollBlock")
    public record Block(String payer, String kind, String rule, String reason, String destination, Instant blockedAt) {}

    /** All blocks. */
    @Schema(name = "TollBlocks")
    public record Blocks(List<Block> value) {}

    /** Lists blocks. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "List whose calls to the telephone network are blocked", operationId = "listTollBlocks")
    public Blocks list() {
        return new Blocks(store.blocks().stream()
                .filter(row -> row.tenant.equals(principal.tenant()))
                .map(row -> new Block(row.payer, row.kind, row.rule, row.reason, row.destination, row.blockedAt))
                .toList());
    }

    /** Clears a block. */
    @DELETE
    @Requires(Permission.ADMIN)
    @Path("/{payer}")
    @Operation(summary = "Let somebody call the telephone network again", operationId = "deleteTollBlock")
    @APIResponse(responseCode = "204", description = "They may call again, within their limits")
    @APIResponse(responseCode = "404", description = "They are not blocked")
    public void clear(@PathParam("payer") String payer) {
        TollBlockRow row =
                store.remove(principal.tenant(), payer).orElseThrow(() -> AcsException.notFound("A block of " + payer));
        Payer.Kind kind = Payer.Kind.valueOf(row.kind.toUpperCase(Locale.ROOT));
        policy.clear(new Payer(kind, row.payer, row.tenant), clock.instant());
    }
}
