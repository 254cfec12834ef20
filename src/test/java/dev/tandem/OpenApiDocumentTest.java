package dev.tandem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/openapi.yaml} is what the service says of itself at {@code /q/openapi}. To write it anew:
 * {@code -DwriteOpenApiDocument=true}, and then {@code npm run types} in the console, whose wire types come from it.
 */
@ServiceTest
class OpenApiDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    @Test
    void theDocumentIsCurrent() throws IOException {
        String served = sorted(
                given().get("/q/openapi").then().statusCode(200).extract().asString());
        if (Boolean.getBoolean("writeOpenApiDocument")) {
            Files.writeString(DOCUMENT, served);
        }
        // Tells the lines that differ, not both documents.
        assertThat(DOCUMENT).hasContent(served);
    }

    /** By name: the service puts the fields of a schema in another order from build to build. */
    private static String sorted(String document) throws JsonProcessingException {
        return YAML.writeValueAsString(YAML.readValue(document, Map.class));
    }
}
