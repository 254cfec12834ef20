package dev.tandem.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The published schemas of the dialects. */
final class Schemas {
    private Schemas() {}

    /** What is wrong with a message in that direction ({@code toBot}, {@code fromBot}); empty when nothing is. */
    static List<String> objections(DialectName dialect, String direction, String message) throws IOException {
        return schema(dialect, direction).validate(message, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema schema(DialectName dialect, String direction) throws IOException {
        Path file = Path.of("../docs/streaming", dialect.name().toLowerCase(Locale.ROOT) + ".schema.json");
        ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        schema.remove("anyOf");
        schema.put("$ref", "#/$defs/" + direction);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }
}
