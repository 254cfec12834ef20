package dev.tandem.number.imports;

import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.imports.ImportReport.Refusal;
import dev.tandem.number.imports.ImportReport.Status;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transactions an import consists of. A batch and the progress it makes are one. */
@Singleton
@Transactional
public class ImportTransactions {
    private final ImportStore imports;
    private final RangeImport stock;

    /** For the container. */
    @Inject
    public ImportTransactions(ImportStore imports, RangeImport stock) {
        this.imports = imports;
        this.stock = stock;
    }

    Optional<Integer> start(String name, String node) {
        return imports.start(name, node);
    }

    Counts write(
            int importId, Counts before, List<ShelfRange> pieces, List<Refusal> refusals, long lines, long refused) {
        Counts total = before.plus(stock.write(importId, pieces)).plus(new Counts(lines, 0, 0, 0, refused));
        imports.progress(importId, total, refusals);
        return total;
    }

    void end(int importId, Status status, @Nullable String error) {
        imports.end(importId, status, error);
    }

    int endOrphans(String node) {
        return imports.endOrphans(node);
    }

    Optional<ImportReport> find(String name) {
        return imports.find(name);
    }

    List<ImportReport> latest(int max) {
        return imports.latest(max);
    }
}
