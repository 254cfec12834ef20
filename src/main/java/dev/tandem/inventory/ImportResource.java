package dev.tandem.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.number.imports.StockImports;
import dev.tandem.number.imports.StockLine;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Puts numbers in stock from lists of any length, which are read as they arrive. */
@Path("/inventory:import")
@Singleton
@Blocking
@Tag(name = "Inventory")
public class ImportResource {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    /** Imports at once: each keeps a worker and a database connection busy. */
    private static final int RUNNING_MAX = 2;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final StockImports imports;
    private final ObjectMapper json;
    private final TandemConfig config;
    private final Semaphore running = new Semaphore(RUNNING_MAX);

    /** Made by the container. */
    @Inject
    public ImportResource(StockImports imports, ObjectMapper json, TandemConfig config) {
        this.imports = imports;
        this.json = json;
        this.config = config;
    }

    /** Imports a list. The client may choose the id, to ask for the progress while it sends. */
    @POST
    @Requires(Permission.NUMBERS)
    @Consumes({CSV, NDJSON})
    @Operation(summary = "Import numbers from CSV or NDJSON, streamed")
    @APIResponse(responseCode = "200", description = "Read to its end; the report says what became of the lines")
    @APIResponse(responseCode = "409", description = "There is an import of this id")
    @APIResponse(responseCode = "429", description = "Other imports are running")
    public InventoryWire.Import importStock(
            InputStream body,
            @HeaderParam("Content-Type") @DefaultValue(CSV) String type,
            @QueryParam("importId") @DefaultValue("") String importId) {
        String id = importId.isEmpty() ? UUID.randomUUID().toString() : importId;
        if (!NAME.matcher(id).matches()) {
            throw AcsException.badRequest(
                    "importId must be 1 to 64 letters, digits, dots, dashes or underscores.", "importId");
        }
        if (!running.tryAcquire()) {
            throw new AcsException(
                    429,
                    AcsError.of("TooManyRequests", "Other imports are running; try again when one has ended."),
                    Map.of("Retry-After", "30"));
        }
        try {
            return run(id, type.startsWith(NDJSON) ? new JsonStockLines(body, json.reader()) : CsvStockLines.of(body));
        } catch (CsvParseException malformed) {
            throw AcsException.badRequest(
                    "The body is no CSV from some line on; /inventory/imports/" + id + " says how far it was read.");
        } finally {
            running.release();
        }
    }

    private InventoryWire.Import run(String id, Iterator<StockLine> lines) {
        return imports.run(id, config.node(), lines)
                .map(InventoryWire.Import::of)
                .orElseThrow(() -> AcsException.conflict("There is an import of this id already: " + id + "."));
    }
}
