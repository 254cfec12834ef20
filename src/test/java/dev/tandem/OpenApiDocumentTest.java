package dev.tandem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/openapi.yaml} is what the service says of itself at {@code /q/openapi}. To write it anew:
 * {@code -DwriteOpenApiDocument=true}, and then {@code npm run types} in the console, whose wire types come from it.
 */
@ServiceTest
class OpenApiDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");

    @Test
    void theDocumentIsCurrent() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("writeOpenApiDocument")) {
            Files.writeString(DOCUMENT, served);
        }
        // Tells the lines that differ, not both documents.
        assertThat(DOCUMENT).hasContent(served);
    }
}
