package dev.tandem.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.acs.AcsException;
import dev.tandem.call.Call;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calls that are up and calls that were. */
@Path("/calls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
@Blocking
public class CallResource {

    private final CallDirectory live;
    private final CallRecords records;
    private final CurrentPrincipal principal;
    private final PublicUrl publicUrl;

    CallResource(CallDirectory live, CallRecords records, CurrentPrincipal principal, PublicUrl publicUrl) {
        this.live = live;
        this.records = records;
        this.principal = principal;
        this.publicUrl = publicUrl;
    }

    /** A page of calls. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Calls(List<CallView> value, @Nullable String nextLink) {}

    /** The steps of a call. */
    public record Trace(List<CallTrace.Step> value) {}

    /** Lists calls. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "List calls: those that are up, those that ended, or both; the newest ended first")
    public Calls list(
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("before") Optional<String> before,
            @QueryParam("top") @DefaultValue("50") int top) {
        if (!List.of("live", "ended", "all").contains(state)) {
            throw AcsException.badRequest("The state must be live, ended or all.", "state");
        }
        boolean firstPage = before.isEmpty();
        List<CallView> calls =
                new ArrayList<>(!state.equals("ended") && firstPage ? live.views(principal.tenant()) : List.of());
        if (state.equals("live")) {
            return new Calls(calls, null);
        }
        RecordPaging paging = RecordPaging.of(before, top);
        CallRecords.Page page = records.ended(principal.tenant(), paging.before(), paging.top());
        calls.addAll(page.calls());
        return new Calls(calls, nextLink("/calls?state=" + state, paging, page));
    }

    private @Nullable String nextLink(String path, RecordPaging paging, CallRecords.Page page) {
        return page.next()
                .map(position -> publicUrl.of(path + paging.query(position)))
                .orElse(null);
    }

    /** One call. */
    @GET
    @Requires(Permission.READ)
    @Path("/{id}")
    @Operation(summary = "One call with its legs, codecs and quality, while it is up and afterwards")
    public CallView get(@PathParam("id") String id) {
        return live.find(principal.tenant(), id)
                .map(Call::view)
                .or(() -> records.find(principal.tenant(), id))
                .orElseThrow(() -> AcsException.notFound("The call " + id));
    }

    /** What happened in a call and why. */
    @GET
    @Requires(Permission.READ)
    @Path("/{id}/trace")
    @Operation(summary = "The message ladder of a call and every routing decision with its reason")
    public Trace trace(@PathParam("id") String id) {
        return new Trace(live.find(principal.tenant(), id)
                .map(Call::trace)
                .or(() -> records.trace(principal.tenant(), id))
                .orElseThrow(() -> AcsException.notFound("The call " + id)));
    }

    /** Ends a call. */
    @DELETE
    @Requires(Permission.CALLS)
    @Path("/{id}")
    @Operation(summary = "Hang up a call that is up; both legs end")
    public void hangUp(@PathParam("id") String id) {
        live.find(principal.tenant(), id)
                .orElseThrow(() -> AcsException.notFound("A live call " + id))
                .end(EndReason.ENDED_BY_API);
    }
}
