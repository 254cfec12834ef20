package dev.tandem.acs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tandem.ServiceTest;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.Identities;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets in, and what the others and the clumsy are answered. */
@ServiceTest
class FrontDoorTest {

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
        signed("POST", IDENTITIES, "{}", keys.primary()).post(IDENTITIES).then().statusCode(201);
    }

    @Test
    void aWrongKeyIsRefusedWithoutSayingWhy() throws Exception {
        String stranger = Base64.getEncoder().encodeToString(new byte[48]);
        signed("POST", IDENTITIES, "{}", stranger)
                .post(IDENTITIES)
                .then()
                .statusCode(401)
                .body("error.code", equalTo("Unauthorized"))
                .body("error.message", equalTo("The request could not be authenticated."));
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefused() throws Exception {
        signed("POST", IDENTITIES, "{}", keys.primary())
                .body("{\"createTokenWithScopes\":[\"voip\"]}")
                .post(IDENTITIES)
                .then()
                .statusCode(401);
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

    private static RequestSpecification signed(String method, String target, String body, String key) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
        String text = method + "\n" + target + "\n" + date + ";localhost:" + RestAssured.port + ";" + hash;
        String signature = Base64.getEncoder()
                .encodeToString(HmacSignature.sign(Base64.getDecoder().decode(key), text));
        assertThat(signature).hasSize(44);
        return given().urlEncodingEnabled(false)
                .header("x-ms-date", date)
                .header("x-ms-content-sha256", hash)
                .header(
                        "Authorization",
                        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature)
                .contentType("application/json")
                .body(octets);
    }
}
