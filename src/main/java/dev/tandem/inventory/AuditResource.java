package dev.tandem.inventory;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.NumberParameter;
import dev.tandem.acs.PageRequest;
import dev.tandem.host.PublicUrl;
import dev.tandem.number.E164;
import dev.tandem.number.audit.AuditEntry;
import dev.tandem.number.audit.AuditTrail;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The life of a number. */
@Path("/inventory/audit")
@Tag(name = "Inventory")
public class AuditResource {
    private final AuditTrail audit;
    private final PublicUrl url;

    /** Made by the container. */
    @Inject
    public AuditResource(AuditTrail audit, PublicUrl url) {
        this.audit = audit;
        this.url = url;
    }

    /** What happened to a number, oldest first. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "What happened to a number, who did it and when")
    public InventoryWire.Steps steps(
            @QueryParam("phoneNumber") @DefaultValue("") String phoneNumber,
            @QueryParam("after") @DefaultValue("-1") long after,
            @Context UriInfo uri) {
        E164 number = E164.parse(NumberParameter.withPlus(phoneNumber))
                .orElseThrow(() -> AcsException.badRequest("phoneNumber must be E.164.", "phoneNumber"));
        int top = PageRequest.of(uri).top();
        List<AuditEntry> found = audit.page(number, after, top + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(found.size(), top));
        return new InventoryWire.Steps(
                shown.stream().map(InventoryWire.Step::of).toList(),
                found.size() > top ? nextLink(number, shown, top) : null);
    }

    private String nextLink(E164 number, List<AuditEntry> shown, int top) {
        return url.of("/inventory/audit?phoneNumber=%2B" + number.digits() + "&after="
                + shown.get(shown.size() - 1).position() + "&top=" + top);
    }
}
