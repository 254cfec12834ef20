package dev.tandem.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKey;
import dev.tandem.access.AccessKeys;
import dev.tandem.access.Sessions;
import dev.tandem.config.TandemConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class SessionResourceTest {

    @Inject
    SignInCodes codes;

    @Inject
    AccessKeys keys;

    @Inject
    Sessions sessions;

    @Inject
    TandemConfig config;

    @Test
    void theLinkSignsInOnceAndLeadsToTheConsole() {
        String code = codes.make();

        Response first = follow(code);
        first.then().statusCode(303).header("Location", "/console/");
        assertThat(first.getHeader("Set-Cookie"))
                .startsWith(Sessions.COOKIE + "=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
        given().cookie(Sessions.COOKIE, first.getCookie(Sessions.COOKIE))
                .get("/trunks")
                .then()
                .statusCode(200);

        follow(code).then().statusCode(403).contentType(ContentType.HTML).body(containsString("no longer works"));
    }

    @Test
    void aLookAtTheLinkDoesNotUseItUp() {
        String code = codes.make();

        given().head("/console/sign-in?code=" + code).then().statusCode(200).cookies(Map.of());

        follow(code).then().statusCode(303);
    }

    @Test
    void withoutATerminalTheLinkIsInAFileOfItsOwners() throws Exception {
        Path file = Path.of(config.data(), "sign-in.txt");

        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        connection -> assertThat(connection)
                                .startsWith("endpoint=https://")
                                .contains(";accesskey="),
                        link -> assertThat(link).startsWith("http://localhost:").contains("/console/sign-in?code="));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theOldestSessionOfAKeyGivesWayAndThoseOfOthersStay() {
        String other = sessions.open();
        AccessKey key = keys.list().get(0);
        String oldest = sessions.open(key);
        for (int i = 0; i < 100; i++) {
            sessions.open(key);
        }
        assertThat(sessions.find(oldest)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void aLinkThatNeverWasIsToldSo() {
        follow("guess").then().statusCode(403).contentType(ContentType.HTML);
        given().get("/console/sign-in").then().statusCode(403).contentType(ContentType.HTML);
    }

    @Test
    void theAccessKeySignsInAndSigningOutEndsIt() {
        String session = given().contentType(ContentType.JSON)
                .body("{\"accessKey\":\"" + keys.primary() + "\"}")
                .post("/console/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie(Sessions.COOKIE);
        given().cookie(Sessions.COOKIE, session)
                .get("/console/session")
                .then()
                .body("signedIn", equalTo(true))
                .body("endpoint", startsWith("https://localhost:"))
                .body(not(containsString("accesskey")))
                .body(not(containsString(keys.primary())));

        given().cookie(Sessions.COOKIE, session)
                .delete("/console/session")
                .then()
                .statusCode(204);

        given().cookie(Sessions.COOKIE, session)
                .get("/console/session")
                .then()
                .body("signedIn", equalTo(false))
                .body(not(containsString("accesskey")));
        given().cookie(Sessions.COOKIE, session).get("/trunks").then().statusCode(401);
    }

    @Test
    void aWrongKeySignsNobodyIn() {
        given().contentType(ContentType.JSON)
                .body("{\"accessKey\":\"guess\"}")
                .post("/console/session")
                .then()
                .statusCode(401)
                .body("error.code", equalTo("Unauthorized"));
        given().contentType(ContentType.JSON).post("/console/session").then().statusCode(401);
    }

    @Test
    void anotherSiteCannotSignAnybodyInOrAsk() {
        given().header("Origin", "https://evil.example")
                .get("/console/session")
                .then()
                .statusCode(403);
        given().header("Host", "rebound.example").get("/console/session").then().statusCode(403);
    }

    @Test
    void aCodeIsOfNoUseWhenItIsOld() {
        SignInCodes shortLived = new SignInCodes(Duration.ZERO, Clock.systemUTC());
        assertThat(shortLived.use(shortLived.make())).isFalse();
    }

    private static Response follow(String code) {
        return given().redirects().follow(false).get("/console/sign-in?code=" + code);
    }
}
