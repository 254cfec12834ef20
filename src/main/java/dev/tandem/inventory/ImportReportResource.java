package dev.tandem.inventory;

import dev.tandem.acs.AcsException;
import dev.tandem.number.imports.StockImports;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of imports, those under way included. */
@Path("/inventory/imports")
@Tag(name = "Inventory")
public class ImportReportResource {
    private static final int LATEST_MAX = 100;

    private final StockImports imports;

    /** Made by the container. */
    @Inject
    public ImportReportResource(StockImports imports) {
        this.imports = imports;
    }

    /** How far an import has come. */
    @GET
    @Requires(Permission.READ)
    @Path("/{id}")
    @Operation(summary = "How far an import has come, and which lines it refused")
    public InventoryWire.Import report(@PathParam("id") String id) {
        return imports.find(id)
                .map(InventoryWire.Import::of)
                .orElseThrow(() -> AcsException.notFound("The import " + id));
    }

    /** The latest imports. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "The latest imports, newest first")
    public InventoryWire.Imports latest() {
        return new InventoryWire.Imports(imports.latest(LATEST_MAX).stream()
                .map(InventoryWire.Import::of)
                .toList());
    }
}
