package dev.tandem.inventory;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tandem.acs.AcsException;
import dev.tandem.number.imports.StockLine;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A stock list of CSV (RFC 4180) whose first line names the columns. A line with too few or too many is refused, alone. */
final class CsvStockLines implements Iterator<StockLine> {
    /** What a record and its neighbours may take: nothing grows with the file. */
    private static final int BUFFER_CHARS = 64 * 1024;

    private final Iterator<CsvRecord> records;
    private final Map<String, Integer> positions = new HashMap<>();
    private final StockColumns columns = new StockColumns();

    private CsvStockLines(Iterator<CsvRecord> records, List<String> names) {
        this.records = records;
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
    }

    /** Reads the first line; refuses the whole list when that does not name the columns. */
    static CsvStockLines of(InputStream body) {
        // The container closes the body.
        @SuppressWarnings("resource")
        Iterator<CsvRecord> records = CsvReader.builder()
                .maxBufferSize(BUFFER_CHARS)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(body)
                .iterator();
        if (!records.hasNext()) {
            throw AcsException.badRequest("The body is empty.", "body");
        }
        List<String> names =
                records.next().getFields().stream().map(String::trim).toList();
        StockColumns.check(names);
        return new CsvStockLines(records, names);
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public StockLine next() {
        CsvRecord read = records.next();
        long line = read.getStartingLineNumber();
        if (read.getFieldCount() != positions.size()) {
            return StockLine.refused(
                    line, "the line has " + read.getFieldCount() + " columns, the first line " + positions.size());
        }
        return columns.read(line, name -> {
            Integer position = positions.get(name);
            return position == null ? "" : read.getField(position).trim();
        });
    }
}
