package dev.tandem.record;

import dev.tandem.host.PublicUrl;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import dev.tandem.record.CallResource.Calls;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Call detail records: one for each call that ended. */
@Path("/callRecords")
@Tag(name = "Call records")
@Blocking
public class CallRecordResource {

    private static final String CSV = "text/csv";

    private final CallRecords records;
    private final CurrentPrincipal principal;
    private final PublicUrl publicUrl;

    CallRecordResource(CallRecords records, CurrentPrincipal principal, PublicUrl publicUrl) {
        this.records = records;
        this.principal = principal;
        this.publicUrl = publicUrl;
    }

    /** Lists records; the next page of CSV is in the Link header (RFC 8288). */
    @GET
    @Requires(Permission.READ)
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(summary = "Call detail records, newest first; JSON, or CSV with Accept: text/csv")
    public Response list(
            @HeaderParam("Accept") Optional<String> accept,
            @QueryParam("before") Optional<String> before,
            @QueryParam("top") @DefaultValue("100") int top) {
        RecordPaging paging = RecordPaging.of(before, top);
        CallRecords.Page page = records.ended(principal.tenant(), paging.before(), paging.top());
        Optional<String> next = next(paging, page);
        if (accept.filter(types -> types.contains(CSV)).isEmpty()) {
            return Response.ok(new Calls(page.calls(), next.orElse(null)), MediaType.APPLICATION_JSON)
                    .build();
        }
        Response.ResponseBuilder response = Response.ok(csv(page), CSV);
        next.ifPresent(link -> response.header("Link", "<" + link + ">; rel=\"next\""));
        return response.build();
    }

    private static String csv(CallRecords.Page page) {
        StringBuilder csv = new StringBuilder(CallRecordCsv.HEADER);
        page.calls().forEach(call -> csv.append(CallRecordCsv.line(call)));
        return csv.toString();
    }

    private Optional<String> next(RecordPaging paging, CallRecords.Page page) {
        // The query begins with an ampersand because other pages have parameters before it.
        return page.next()
                .map(position ->
                        publicUrl.of("/callRecords?" + paging.query(position).substring(1)));
    }
}
