package dev.tandem.inventory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tandem.number.Capabilities;
import dev.tandem.number.stock.StockEntry;
import dev.tandem.number.stock.StockExport;
import dev.tandem.phonenumbers.Words;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes the whole stock in the columns an import reads, a page of numbers at a time. */
final class StockListWriter {
    private static final int PAGE = 5_000;

    private StockListWriter() {}

    @FunctionalInterface
    private interface Line {
        void write(List<String> values) throws IOException;
    }

    static void csv(StockExport stock, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord(StockColumns.EXPORTED);
        each(stock, csv::writeRecord);
        csv.flush();
    }

    static void json(StockExport stock, ObjectMapper json, OutputStream out) throws IOException {
        JsonGenerator generator = json.getFactory().createGenerator(out);
        generator.setRootValueSeparator(null);
        each(stock, values -> {
            generator.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    generator.writeStringField(StockColumns.EXPORTED.get(i), values.get(i));
                }
            }
            generator.writeEndObject();
            generator.writeRaw('\n');
        });
        generator.flush();
    }

    private static void each(StockExport stock, Line line) throws IOException {
        long after = 0;
        for (List<StockEntry> page = stock.page(after, PAGE); !page.isEmpty(); page = stock.page(after, PAGE)) {
            for (StockEntry entry : page) {
                line.write(values(entry));
            }
            after = page.get(page.size() - 1).number().digits();
        }
    }

    private static List<String> values(StockEntry entry) {
        Capabilities can = entry.capabilities();
        return List.of(
                entry.number().value(),
                Words.NUMBER_TYPE.of(entry.type()),
                "calling:" + Words.CAPABILITY.of(can.calling()) + ";sms:" + Words.CAPABILITY.of(can.sms()),
                entry.price().amount().toPlainString(),
                entry.price().currency(),
                entry.trunk(),
                entry.place().locality(),
                entry.place().division(),
                entry.state().name().toLowerCase(Locale.ROOT));
    }
}
