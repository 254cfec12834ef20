package dev.tandem.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.number.stock.StockExport;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole stock in the columns an import reads, streamed. */
@Path("/inventory:export")
@Tag(name = "Inventory")
public class ExportResource {
    private final StockExport stock;
    private final ObjectMapper json;

    /** Made by the container. */
    @Inject
    public ExportResource(StockExport stock, ObjectMapper json) {
        this.stock = stock;
        this.json = json;
    }

    /** A line of CSV a number. */
    @GET
    @Requires(Permission.READ)
    @Produces(ImportResource.CSV)
    @Operation(summary = "Export the stock as CSV or NDJSON, streamed")
    public StreamingOutput csv() {
        return out -> StockListWriter.csv(stock, out);
    }

    /** A JSON object a line. */
    @GET
    @Requires(Permission.READ)
    @Produces(ImportResource.NDJSON)
    @Operation(hidden = true)
    public StreamingOutput json() {
        return out -> StockListWriter.json(stock, json, out);
    }
}
