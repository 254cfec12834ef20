package dev.tandem.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.CurrentPrincipal;
import dev.tandem.acs.PageRequest;
import dev.tandem.acs.PublicUrl;
import dev.tandem.number.AuditEntry;
import dev.tandem.number.AuditTrail;
import dev.tandem.number.E164;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.Reservation;
import dev.tandem.number.Reservations;
import dev.tandem.number.StockExport;
import dev.tandem.phonenumbers.Orders;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The stock as its operator sees it: the whole of it, the life of a number, and searches that ACS has no words for. */
@Path("/")
@Tag(name = "Inventory")
public class InventoryResource {
    private final StockExport stock;
    private final AuditTrail audit;
    private final Orders orders;
    private final Reservations reservations;
    private final InventorySettings settings;
    private final CurrentPrincipal principal;
    private final PublicUrl url;
    private final ObjectMapper json;

    /** Made by the container. */
    @Inject
    public InventoryResource(
            StockExport stock,
            AuditTrail audit,
            Orders orders,
            Reservations reservations,
            InventorySettings settings,
            CurrentPrincipal principal,
            PublicUrl url,
            ObjectMapper json) {
        this.stock = stock;
        this.audit = audit;
        this.orders = orders;
        this.reservations = reservations;
        this.settings = settings;
        this.principal = principal;
        this.url = url;
        this.json = json;
    }

    /** All numbers in order, in the columns an import reads. */
    @GET
    @Path("inventory:export")
    @Produces(ImportResource.CSV)
    @Operation(summary = "Export the stock as CSV, streamed")
    public StreamingOutput exportCsv() {
        return out -> StockListWriter.csv(stock, out);
    }

    /** The same, an object a line. */
    @GET
    @Path("inventory:export")
    @Produces(ImportResource.NDJSON)
    @Operation(hidden = true)
    public StreamingOutput exportJson() {
        return out -> StockListWriter.json(stock, json, out);
    }

    /** What happened to a number, oldest first. */
    @GET
    @Path("inventory/audit")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What happened to a number, who did it and when")
    public Wire.Steps audit(
            @QueryParam("phoneNumber") @DefaultValue("") String phoneNumber,
            @QueryParam("after") @DefaultValue("-1") long after,
            @Context UriInfo uri) {
        // A plus sign that was not encoded arrives as a space.
        E164 number = E164.parse(phoneNumber.replace(' ', '+'))
                .orElseThrow(() -> AcsException.badRequest("phoneNumber must be E.164.", "phoneNumber"));
        int top = PageRequest.of(uri).top();
        List<AuditEntry> found = audit.page(number, after, top + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(found.size(), top));
        return new Wire.Steps(
                shown.stream().map(Wire.Step::of).toList(), found.size() > top ? nextLink(number, shown, top) : null);
    }

    private @Nullable String nextLink(E164 number, List<AuditEntry> shown, int top) {
        return url.of("/inventory/audit?phoneNumber=%2B" + number.digits() + "&after="
                + shown.get(shown.size() - 1).position() + "&top=" + top);
    }

    /** Finds numbers by place, pattern or block, and holds them as every search does. */
    @POST
    @Path("inventory:search")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Find numbers by place, pattern or block and hold them; buy them as any search")
    @APIResponse(responseCode = "409", description = "There are not enough such numbers")
    public Wire.SearchResult search(Wire.@Nullable SearchRequest body) {
        SearchByPattern wanted = SearchByPattern.read(body, settings);
        String id = orders.search(principal.tenant(), wanted.search(), wanted.selection());
        Reservation held = reservations.find(principal.tenant(), id).orElseThrow();
        if (held.status() == Reservation.Status.OUT_OF_STOCK) {
            throw AcsException.conflict("There are not enough such numbers.");
        }
        return Wire.SearchResult.of(held);
    }
}
