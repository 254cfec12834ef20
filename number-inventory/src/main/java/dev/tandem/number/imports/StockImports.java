package dev.tandem.number.imports;

import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.imports.ImportReport.Refusal;
import dev.tandem.number.imports.ImportReport.Status;
import dev.tandem.number.sql.StoreException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Imports of any size: lines are read as they come and written in batches, each a transaction that also notes the
 * progress. What is written stays when the rest breaks off, and the report says so.
 */
@Singleton
public class StockImports {
    /** Numbers of one batch. */
    static final int BATCH_NUMBERS = 10_000;

    /** Lines of one batch, refused ones included. */
    private static final int BATCH_LINES = 20_000;

    private static final int ERROR_MAX = 500;

    private final ImportTransactions transactions;

    /** For the container. */
    @Inject
    public StockImports(ImportTransactions transactions) {
        this.transactions = transactions;
    }

    /** The report of an import, at any time since its start. */
    public Optional<ImportReport> find(String name) {
        return transactions.find(name);
    }

    /** The latest imports, newest first, without their refused lines. */
    public List<ImportReport> latest(int max) {
        return transactions.latest(max);
    }

    /** Ends what an earlier life of this node left running; for its start. */
    public int endOrphans(String node) {
        return transactions.endOrphans(node);
    }

    /**
     * Imports under a new name; empty when the name is taken. What the lines throw ends the import as broken off and is
     * thrown on.
     */
    public Optional<ImportReport> run(String name, String node, Iterator<StockLine> lines) {
        return transactions.start(name, node).map(id -> {
            Run run = new Run(id);
            try {
                lines.forEachRemaining(run::add);
                run.write();
                transactions.end(id, Status.COMPLETED, null);
            } catch (RuntimeException broken) {
                transactions.end(id, Status.BROKEN_OFF, describe(run.total, broken));
                throw broken;
            }
            return transactions.find(name).orElseThrow();
        });
    }

    private static String describe(Counts total, RuntimeException broken) {
        String error = "Broken off; the lines up to " + total.lines() + " are imported. " + broken.getMessage();
        return error.substring(0, Math.min(error.length(), ERROR_MAX));
    }

    /** One import under way; confined to its thread. */
    private final class Run {
        private final int id;
        private final PlacedNumbers placed = new PlacedNumbers();
        private final List<ShelfRange> pieces = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private Counts total = Counts.NONE;
        private int numbers;
        private int lines;
        private int refused;

        Run(int id) {
            this.id = id;
        }

        void add(StockLine line) {
            lines++;
            line.range().ifPresentOrElse(range -> add(line.line(), range), () -> refuse(line.line(), line.refusal()));
            if (lines >= BATCH_LINES) {
                write();
            }
        }

        private void add(long line, StockRange range) {
            PlacedNumbers.Cut cut = placed.cut(range);
            if (!cut.refusal().isEmpty()) {
                refuse(line, cut.refusal());
            }
            for (ShelfRange piece : cut.pieces()) {
                if (numbers + piece.size() > BATCH_NUMBERS) {
                    write();
                }
                append(piece);
                numbers += piece.size();
            }
        }

        /** Lists name numbers one by one and mostly in order: what belongs together is written together. */
        private void append(ShelfRange piece) {
            int last = pieces.size() - 1;
            if (last >= 0 && pieces.get(last).isContinuedBy(piece)) {
                pieces.set(last, pieces.get(last).and(piece));
            } else {
                pieces.add(piece);
            }
        }

        private void refuse(long line, String reason) {
            refused++;
            if (total.refused() + refused <= ImportReport.REFUSALS_MAX) {
                refusals.add(new Refusal(line, reason));
            }
        }

        void write() {
            try {
                total = transactions.write(id, total, pieces, refusals, lines, refused);
            } catch (StoreException contended) {
                // Another import may have put up the same shelf or number at this moment, or each waited for the other;
                // now it is there to be seen.
                total = transactions.write(id, total, pieces, refusals, lines, refused);
            }
            pieces.clear();
            refusals.clear();
            numbers = 0;
            lines = 0;
            refused = 0;
        }
    }
}
