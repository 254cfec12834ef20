package dev.tandem.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tandem.number.imports.StockLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A stock list of JSON objects, one a line (NDJSON). A line that is too long or no object is refused, alone. */
final class JsonStockLines implements Iterator<StockLine> {
    private static final int LINE_OCTETS_MAX = 16 * 1024;

    private final InputStream body;
    private final ObjectReader json;
    private final StockColumns columns = new StockColumns();
    private long line;
    private @Nullable StockLine next;

    JsonStockLines(InputStream body, ObjectReader json) {
        this.body = new BufferedInputStream(body, 64 * 1024);
        this.json = json;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            byte @Nullable [] octets = readLine();
            if (octets == null) {
                return false;
            }
            line++;
            next = octets.length == 0 ? null : read(octets);
        }
        return true;
    }

    @Override
    public StockLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StockLine read = java.util.Objects.requireNonNull(next);
        next = null;
        return read;
    }

    private StockLine read(byte[] octets) {
        if (octets.length > LINE_OCTETS_MAX) {
            return StockLine.refused(line, "the line is longer than " + LINE_OCTETS_MAX + " octets");
        }
        try {
            JsonNode object = json.readTree(octets);
            return object.isObject()
                    ? columns.read(line, name -> object.path(name).asText(""))
                    : StockLine.refused(line, "the line is no JSON object");
        } catch (JsonProcessingException malformed) {
            return StockLine.refused(line, "the line is no JSON");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The next line without its end, cut one octet past the limit; null at the end of the body. */
    private byte @Nullable [] readLine() {
        try {
            int octet = body.read();
            if (octet < 0) {
                return null;
            }
            ByteArrayOutputStream read = new ByteArrayOutputStream(256);
            for (; octet >= 0 && octet != '\n'; octet = body.read()) {
                if (octet != '\r' && read.size() <= LINE_OCTETS_MAX) {
                    read.write(octet);
                }
            }
            return read.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException("The body broke off.", broken);
        }
    }
}
