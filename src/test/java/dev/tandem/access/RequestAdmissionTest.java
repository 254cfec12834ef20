package dev.tandem.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tandem.ServiceTest;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.Identities;
import dev.tandem.testkit.Eventually;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who gets in, and what the others and the clumsy are answered. */
@ServiceTest
class RequestAdmissionTest {

    private static final String IDENTITIES = "/identities?api-version=2023-10-01";

    @Inject
    AccessKeys keys;

    @Inject
    Sessions sessions;

    @Inject
    Identities identities;

    @Inject
    AccessTokens tokens;

    @Test
    void aRequestSignedWithAnAccessKeyGetsIn() throws Exception {
        Signed.request("POST", IDENTITIES, "{}", keys.primary())
                .post(IDENTITIES)
                .then()
                .statusCode(201);
    }

    @Test
    void aWrongKeyIsRefusedWithoutSayingWhy() throws Exception {
        String stranger = Base64.getEncoder().encodeToString(new byte[48]);
        Signed.request("POST", IDENTITIES, "{}", stranger)
                .post(IDENTITIES)
                .then()
                .statusCode(401)
                .body("error.code", equalTo("Unauthorized"))
                .body("error.message", equalTo("The request could not be authenticated."));
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefused() throws Exception {
        Signed.request("POST", IDENTITIES, "{}", keys.primary())
                .body("{\"createTokenWithScopes\":[\"voip\"]}")
                .post(IDENTITIES)
                .then()
                .statusCode(401);
    }

    @Test
    void aRequestOfLongAgoOrOfTheFutureIsRefused() throws Exception {
        for (Duration ago : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
            Signed.request("POST", IDENTITIES, "{}", keys.primary(), ago)
                    .post(IDENTITIES)
                    .then()
                    .statusCode(401)
                    .body("error.code", equalTo("Unauthorized"));
        }
    }

    @Test
    void garbageForCredentialsIsRefused() {
        for (String garbage : List.of(
                "",
                "Basic dTpw",
                "Bearer",
                "Bearer ",
                "Bearer a.b.c",
                "Bearer " + "x".repeat(9000),
                "HMAC-SHA256",
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=",
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + "A".repeat(43) + "=",
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=****")) {
            given().header("Authorization", garbage)
                    .get("/trunks")
                    .then()
                    .statusCode(401)
                    .header("x-ms-error-code", "Unauthorized")
                    .body("error.code", equalTo("Unauthorized"));
        }
    }

    @Test
    void headersBeyondMeasureAreRefused() {
        given().header("x-padding", "x".repeat(20_000))
                .get("/trunks")
                .then()
                .statusCode(431)
                .body("error.code", equalTo("RequestHeaderFieldsTooLarge"));
        given().header("x-padding", "x".repeat(100_000)).get("/trunks").then().statusCode(431);
    }

    @Test
    void jsonNestedWithoutEndIsRefused() {
        int before = identities.count();
        String deep = "{\"createTokenWithScopes\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String unknown = "{\"padding\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        for (String body : List.of(deep, unknown, "[".repeat(10_000))) {
            console()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post(IDENTITIES)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("BadRequest"));
        }
        assertThat(identities.count()).isEqualTo(before);
    }

    @Test
    void fiftyMegabytesAreRefusedBeforeTheyAreSent() throws Exception {
        int before = identities.count();
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            String head = "POST " + IDENTITIES + " HTTP/1.1\r\nHost: localhost:" + RestAssured.port
                    + "\r\nCookie: " + Sessions.COOKIE + "=" + sessions.open()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 52428800\r\n\r\n{\"padding\":\"";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).contains(" 413 ");
        }
        assertThat(identities.count()).isEqualTo(before);
    }

    @Test
    void fiftyMegabytesWithoutAWordOfTheirLengthAreRefusedAndTheHeapStaysFlat() throws Exception {
        long usedBefore = usedHeap();
        for (int attempt = 0; attempt < 5; attempt++) {
            CompletableFuture<Void> sent;
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                socket.setSoTimeout(20_000);
                sent = CompletableFuture.runAsync(() -> sendFiftyMegabytes(socket));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

                assertThat(answer.readLine()).contains(" 413 ");
            }
            sent.get(20, TimeUnit.SECONDS);
        }
        Eventually.within(Duration.ofSeconds(10), () -> usedHeap() - usedBefore < 32 * 1024 * 1024);
    }

    private void sendFiftyMegabytes(Socket socket) {
        String head = "POST " + IDENTITIES + " HTTP/1.1\r\nHost: localhost:" + RestAssured.port + "\r\nCookie: "
                + Sessions.COOKIE + "=" + sessions.open()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] chunk = ("100000\r\n" + "0".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int megabyte = 0; megabyte < 50; megabyte++) {
                out.write(chunk);
            }
        } catch (IOException refused) {
            // The service need not read what it refused.
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void everyPathIsClosedUnlessListed() {
        for (String path : List.of("/trunks", "/identities", "/sip", "/no/such/path", "/consolex")) {
            given().get(path).then().statusCode(401).body("error.code", equalTo("Unauthorized"));
        }
    }

    @Test
    void healthAndTheDescriptionOfTheApiAreOpen() {
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200).body(containsString("/trunks/{name}"));
    }

    @Test
    void everyResponseTellsBrowsersToKeepToThemselves() {
        for (String path : List.of("/trunks", "/console/", "/console/session", "/q/health/live", "/no/such/path")) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        }
        given().get("/console/").then().header("Content-Security-Policy", containsString("script-src 'self';"));
    }

    @Test
    void aPathThatCannotBeReadIsRefused() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /trunks/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).contains(" 400 ");
        }
    }

    @Test
    void whatStrangersAskForBecomesNoNameOfAMetric() {
        for (int i = 0; i < 5; i++) {
            given().get("/never-heard-of-" + i).then().statusCode(401);
            given().get("/never-heard-of;x=" + i).then().statusCode(400);
            given().get("/console/never-heard-of-" + i);
            given().header("Authorization", "Bearer a.b.c").get("/q/never-heard-of-" + i);
        }
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests"))
                .body(not(containsString("never-heard-of")));
    }

    @Test
    void theRootLeadsToTheConsole() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", "/console/");
        given().redirects().follow(false).get("/console").then().statusCode(302).header("Location", "/console/");
    }

    @Test
    void anUnknownPathIsAnsweredInTheErrorShape() {
        console().get("/no/such/path").then().statusCode(404).body("error.code", equalTo("NotFound"));
    }

    @Test
    void aWrongMethodIsAnsweredInTheErrorShape() {
        console().delete("/trunks").then().statusCode(405).body("error.code", equalTo("MethodNotAllowed"));
    }

    @Test
    void malformedJsonIsAnsweredWithItsPlaceAndNothingInternal() {
        console()
                .contentType(ContentType.JSON)
                .body("{\"createTokenWithScopes\":[")
                .post(IDENTITIES)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body("error.message", containsString("line 1"))
                .body(not(containsString("jackson")))
                .body(not(containsString("dev.tandem")));
    }

    @Test
    void aSecondJsonValueAfterTheFirstIsRefused() {
        console()
                .contentType(ContentType.JSON)
                .body("{} {}")
                .post(IDENTITIES)
                .then()
                .statusCode(400);
    }

    @Test
    void anUnknownMediaTypeIsAnsweredInTheErrorShape() {
        console()
                .contentType("text/plain")
                .body("hello")
                .post(IDENTITIES)
                .then()
                .statusCode(415)
                .body("error.code", equalTo("UnsupportedMediaType"));
    }

    @Test
    void aHugeBodyIsRefused() {
        console()
                .contentType(ContentType.JSON)
                .body("{\"padding\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}")
                .post(IDENTITIES)
                .then()
                .statusCode(413)
                .body("error.code", equalTo("RequestEntityTooLarge"));
    }

    @Test
    void azurePathsNeedAKnownApiVersion() {
        console()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/identities")
                .then()
                .statusCode(400)
                .header("api-supported-versions", containsString("2023-10-01"))
                .body("error.code", equalTo("MissingApiVersionParameter"));
        console()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/identities?api-version=1999-01-01")
                .then()
                .statusCode(400)
                .header("api-supported-versions", containsString("2023-10-01"))
                .body("error.code", equalTo("UnsupportedApiVersionValue"));
    }

    @Test
    void tandemsOwnPathsNeedNone() {
        console().get("/trunks").then().statusCode(200);
    }

    @Test
    void theClientsRequestIdComesBack() {
        given().header("x-ms-client-request-id", "f3b1").get("/trunks").then().header("x-ms-client-request-id", "f3b1");
    }

    @Test
    void aUsersTokenIsKnownButAllowsNoAdministration() {
        String token = tokens.issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();
        given().header("Authorization", "Bearer " + token)
                .get("/trunks")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Forbidden"));
    }

    @Test
    void aForgedTokenIsRefused() {
        String token = tokens.issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();
        given().header("Authorization", "Bearer " + token.substring(0, token.length() - 2) + "xx")
                .get("/trunks")
                .then()
                .statusCode(401);
    }

    @Test
    void theConsolesSessionIsOfNoUseToOtherSites() {
        console().header("Origin", "https://evil.example").get("/trunks").then().statusCode(401);
        console().header("Host", "rebound.example").get("/trunks").then().statusCode(401);
    }

    private RequestSpecification console() {
        return given().cookie(Sessions.COOKIE, sessions.open());
    }
}
