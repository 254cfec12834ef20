package dev.tandem.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.testkit.Eventually;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Importing, exporting and looking at the stock over REST. Every test works in an area code of its own. */
@ServiceTest
class InventoryRestTest {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    @Inject
    AccessKeys keys;

    @TestHTTPResource("/")
    URI endpoint;

    private final ObjectMapper json = new ObjectMapper();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void signIn() throws Exception {
        assertThat(post("/console/session", "application/json", "{\"accessKey\":\"" + keys.primary() + "\"}")
                        .statusCode())
                .isLessThan(300);
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode json(HttpResponse<String> response) throws Exception {
        return json.readTree(response.body());
    }

    private JsonNode imported(String type, String body) throws Exception {
        HttpResponse<String> response = post("/inventory:import", type, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private HttpResponse<String> search(String body) throws Exception {
        return post("/inventory:search", "application/json", body);
    }

    @Test
    void aCsvOfNumbersAndRangesIsImportedAndItsBadLinesAreReported() throws Exception {
        JsonNode report = imported(CSV, """
                phoneNumber,rangeStart,rangeEnd,type,capabilities,cost,currency,locality,administrativeDivision
                +15095550000,,,geographic,calling:inbound+outbound;sms:none,1.50,USD,Spokane,WA
                ,+15095550001,+15095550099,geographic,,1.50,USD,"Spokane",WA
                5095550100,,,geographic,,1.50,USD,Spokane,WA
                +15095550101,,,premium,,1.50,USD,Spokane,WA
                +15095550102,,,geographic,fly:none,1.50,USD,Spokane,WA
                +15095550103,,,geographic,,cheap,USD,Spokane,WA
                ,+15095550105,+15095550104,geographic,,1.50,USD,Spokane,WA
                +15095550106,geographic
                +19005550107,,,geographic,,1.50,USD,Spokane,WA
                """);

        assertThat(report.at("/status").asText()).isEqualTo("completed");
        assertThat(report.at("/actor").asText()).startsWith("console");
        assertThat(report.at("/added").asInt()).isEqualTo(100);
        assertThat(report.at("/lines").asInt()).isEqualTo(9);
        assertThat(report.at("/refused").asInt()).isEqualTo(7);
        assertThat(report.at("/refusals").findValuesAsText("line")).containsExactly("4", "5", "6", "7", "8", "9", "10");
        assertThat(report.at("/refusals/0/reason").asText())
                .contains("phoneNumber")
                .contains("5095550100");
        assertThat(json(get("/inventory/imports/" + report.at("/id").asText(), "application/json")))
                .isEqualTo(report);
        assertThat(get("/inventory/imports", "application/json").body())
                .contains(report.at("/id").asText());
    }

    @Test
    void linesOfJsonAreImportedAndWhatIsNoObjectIsRefused() throws Exception {
        JsonNode report = imported(NDJSON, """
                {"phoneNumber":"+15415550000","type":"geographic","cost":1.25,"currency":"USD","locality":"Eugene"}
                {"rangeStart":"+15415550001","rangeEnd":"+15415550009","locality":"Eugene"}
                [1,2]
                {"phoneNumber":
                {"phoneNumber":"+15415550010","locality":"%s"}

                {"phoneNumber":"+15415550011"}""".formatted("x".repeat(20_000)));

        assertThat(report.at("/added").asInt()).isEqualTo(11);
        assertThat(report.at("/refusals").findValuesAsText("line")).containsExactly("3", "4", "5");
    }

    @Test
    void whatCanMakeNoNumberAtAllIsRefusedBeforeAnythingIsImported() throws Exception {
        assertThat(post("/inventory:import", CSV, "").statusCode()).isEqualTo(400);
        assertThat(post("/inventory:import", CSV, "type,cost\n").statusCode()).isEqualTo(400);
        assertThat(post("/inventory:import", CSV, "phoneNumber,colour\n").body())
                .contains("colour");
        assertThat(post("/inventory:import", "application/json", "{}").statusCode())
                .isEqualTo(415);
        assertThat(post("/inventory:import?importId=a/b", CSV, "phoneNumber\n").statusCode())
                .isEqualTo(400);
        assertThat(get("/inventory/imports/none", "application/json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aQuoteThatNeverEndsEndsTheImportHonestly() throws Exception {
        String id = UUID.randomUUID().toString();
        String body = "phoneNumber,locality\n+15035559000,Portland\n+15035559001,\"" + "never ending ".repeat(10_000);

        HttpResponse<String> response = post("/inventory:import?importId=" + id, CSV, body);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode report = json(get("/inventory/imports/" + id, "application/json"));
        assertThat(report.at("/status").asText()).isEqualTo("brokenOff");
    }

    @Test
    void aNameOfAnImportIsUsedOnce() throws Exception {
        String path = "/inventory:import?importId=" + UUID.randomUUID();

        assertThat(post(path, CSV, "phoneNumber\n").statusCode()).isEqualTo(200);
        assertThat(post(path, CSV, "phoneNumber\n").statusCode()).isEqualTo(409);
    }

    @Test
    void aBodyThatBreaksOffLeavesWholeBatches() throws Exception {
        String id = UUID.randomUUID().toString();
        String lines = IntStream.range(0, 25_000)
                .mapToObj(i -> "+1360555" + "%04d".formatted(i % 10_000) + "," + i / 10_000 + ".00\n")
                .collect(Collectors.joining("", "phoneNumber,cost\n", ""));
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            String head = "POST /inventory:import?importId=" + id + " HTTP/1.1\r\nHost: localhost:" + endpoint.getPort()
                    + "\r\nContent-Type: text/csv\r\nCookie: "
                    + cookies.getCookieStore().getCookies().get(0)
                    + "\r\nContent-Length: " + (lines.length() + 1000) + "\r\n\r\n";
            socket.getOutputStream().write((head + lines).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Eventually.within(
                    Duration.ofSeconds(30), () -> status(id).at("/lines").asInt() >= 20_000);
            assertThat(status(id).at("/status").asText()).isEqualTo("running");
        }
        Eventually.within(
                Duration.ofSeconds(30), () -> status(id).at("/status").asText().equals("brokenOff"));
        assertThat(status(id).at("/added").asInt()).isEqualTo(10_000);
    }

    private JsonNode status(String id) {
        try {
            return json(get("/inventory/imports/" + id, "application/json"));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void anExportCanBeImportedAgainAndChangesNothing() throws Exception {
        imported(CSV, "rangeStart,rangeEnd,cost,locality\n+12535550000,+12535550009,2.75,Tacoma\n");

        HttpResponse<String> csv = get("/inventory:export", CSV);
        String ours = csv.body()
                .lines()
                .filter(line -> line.startsWith("+1253555000"))
                .collect(Collectors.joining("\n"));
        String header = csv.body().lines().findFirst().orElseThrow();

        assertThat(ours.lines()).hasSize(10);
        assertThat(ours.lines().findFirst().orElseThrow())
                .isEqualTo("+12535550000,geographic,calling:inbound+outbound;sms:none,2.75,USD,,Tacoma,,available");
        assertThat(imported(CSV, header + "\n" + ours).at("/unchanged").asInt()).isEqualTo(10);
        assertThat(get("/inventory:export", NDJSON).body())
                .contains("{\"phoneNumber\":\"+12535550009\",\"type\":\"geographic\",");
    }

    @Test
    void numbersAreFoundByTownPatternAndBlockAndBoughtLikeAnySearch() throws Exception {
        imported(CSV, "rangeStart,rangeEnd,cost,locality\n+14255551000,+14255551999,1.00,Redmond\n");

        JsonNode taxi = json(search("{\"countryCode\":\"US\",\"pattern\":\"425*1OAK\"}"));
        JsonNode block = json(search("""
                {"countryCode":"US","areaCode":"425","locality":"Redmond","consecutive":true,"quantity":5}"""));

        assertThat(taxi.at("/phoneNumbers/0").asText()).isEqualTo("+14255551625");
        assertThat(block.at("/phoneNumbers")).hasSize(5);
        assertThat(post(
                                "/availablePhoneNumbers/:purchase?api-version=2022-12-01",
                                "application/json",
                                "{\"searchId\":\"" + taxi.at("/searchId").asText() + "\"}")
                        .statusCode())
                .isEqualTo(202);
        JsonNode trail = json(get("/inventory/audit?phoneNumber=%2B14255551625", "application/json"));
        assertThat(trail.at("/value").findValuesAsText("step")).containsExactly("imported", "reserved", "purchased");
        assertThat(trail.at("/value/2/actor").asText()).startsWith("console");
        JsonNode page = json(get("/inventory/audit?phoneNumber=%2B14255551625&top=2", "application/json"));
        assertThat(page.at("/value")).hasSize(2);
        assertThat(page.at("/nextLink").asText()).contains("after=");
    }

    @Test
    void searchesThatCanFindNothingAreRefused() throws Exception {
        assertThat(search("{}").statusCode()).isEqualTo(400);
        assertThat(search("{\"countryCode\":\"US\",\"pattern\":\"12-34\"}").statusCode())
                .isEqualTo(400);
        assertThat(search("{\"countryCode\":\"US\",\"quantity\":0}").statusCode())
                .isEqualTo(400);
        assertThat(search("{\"countryCode\":\"US\",\"quantity\":2000000000}").statusCode())
                .isEqualTo(400);
        assertThat(search("{\"countryCode\":\"US\",\"areaCode\":\"abc\"}").statusCode())
                .isEqualTo(400);
        assertThat(search("{\"countryCode\":\"US\",\"pattern\":\"*00000000000000\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(get("/inventory/audit?phoneNumber=425", "application/json").statusCode())
                .isEqualTo(400);
    }
}
