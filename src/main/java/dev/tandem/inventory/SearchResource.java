package dev.tandem.inventory;

import dev.tandem.acs.AcsException;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.sale.Search;
import dev.tandem.number.sale.Searches;
import dev.tandem.phonenumbers.NumberOperations;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Searches that ACS has no words for: by place, pattern or block. */
@Path("/inventory:search")
@Tag(name = "Inventory")
public class SearchResource {
    private final NumberOperations operations;
    private final Searches searches;
    private final InventorySettings settings;
    private final CurrentPrincipal principal;

    /** Made by the container. */
    @Inject
    public SearchResource(
            NumberOperations operations, Searches searches, InventorySettings settings, CurrentPrincipal principal) {
        this.operations = operations;
        this.searches = searches;
        this.settings = settings;
        this.principal = principal;
    }

    /** Finds numbers and holds them as every search does. */
    @POST
    @Requires(Permission.NUMBERS)
    @Operation(summary = "Find numbers by place, pattern or block and hold them; buy or cancel them as any search")
    @APIResponse(responseCode = "409", description = "There are not enough such numbers")
    public InventoryWire.SearchResult search(InventoryWire.@Nullable SearchRequest body) {
        SearchByPattern wanted = SearchByPattern.read(body, settings);
        String id = operations.search(principal.tenant(), wanted.criteria(), wanted.selection());
        Search held = searches.find(principal.tenant(), id).orElseThrow();
        if (held.status() == Search.Status.OUT_OF_STOCK) {
            throw AcsException.conflict("There are not enough such numbers.");
        }
        return InventoryWire.SearchResult.of(held);
    }
}
