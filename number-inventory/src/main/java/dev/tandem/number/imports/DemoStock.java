package dev.tandem.number.imports;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Numbers for the simulated carrier: ranges that the numbering authorities set aside for fiction. */
@Singleton
public class DemoStock {
    private static final String RANGES = "demo-stock.csv";

    private final RangeImport stock;

    /** For the container. */
    @Inject
    public DemoStock(RangeImport stock) {
        this.stock = stock;
    }

    /** Puts the demo numbers on sale and counts the new ones; harmless when repeated. */
    public int load() {
        return stock.importRanges(ranges());
    }

    /** The ranges, one a line: in the columns its first line names. */
    static List<StockRange> ranges() {
        try (InputStream in = DemoStock.class.getResourceAsStream(RANGES)) {
            if (in == null) {
                throw new IllegalStateException(RANGES + " is not on the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(DemoStock::range)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StockRange range(String line) {
        String[] fields = line.split(",", -1);
        return new StockRange(
                new E164(fields[0]),
                new E164(fields[1]),
                NumberType.valueOf(fields[2]),
                new Capabilities(Capability.INBOUND_OUTBOUND, Capability.valueOf(fields[7])),
                Price.of(fields[3], "USD"),
                new Place(fields[4], fields[5], fields[6]),
                "");
    }
}
