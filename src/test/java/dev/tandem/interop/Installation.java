package dev.tandem.interop;

import static io.restassured.RestAssured.given;

import dev.tandem.access.Sessions;
import dev.tandem.demo.Demo;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sets the service up over REST, as its administrator would, and takes everything back at the end. */
public final class Installation implements AutoCloseable {

    private static final String NUMBERS_VERSION = "?api-version=2022-12-01";
    private static final String IDENTITIES_VERSION = "?api-version=2023-10-01";
    private static final String SIP_VERSION = "?api-version=2023-03-01";

    private final Sessions sessions;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> identities = new ArrayList<>();

    public Installation(Sessions sessions) {
        this.sessions = sessions;
        // Else the first test would meet the trunks of another.
        removeTrunks();
    }

    /** What a softphone is set up with. */
    public record Account(String identity, String username, String password, String domain) {

        /** The line of baresip's accounts file. */
        String baresip(int gatewayPort, String codec) {
            return "<sip:%s@%s>;auth_user=%s;auth_pass=%s;outbound=\"sip:127.0.0.1:%d\";regint=600;answermode=auto;audio_codecs=%s"
                    .formatted(username, domain, username, password, gatewayPort, codec);
        }
    }

    /** Searches and purchases a number; returns it in E.164. */
    public String buyNumber() {
        String searchId = post("/availablePhoneNumbers/countries/US/:search" + NUMBERS_VERSION, """
                        {"phoneNumberType":"geographic","assignmentType":"application","quantity":1,
                         "capabilities":{"calling":"inbound+outbound","sms":"none"}}""")
                .statusCode(202)
                .extract()
                .header("search-id");
        post("/availablePhoneNumbers/:purchase" + NUMBERS_VERSION, "{\"searchId\":\"" + searchId + "\"}")
                .statusCode(202);
        String number = admin().get("/availablePhoneNumbers/searchResults/" + searchId + NUMBERS_VERSION)
                .then()
                .statusCode(200)
                .extract()
                .path("phoneNumbers[0]");
        numbers.add(number);
        return number;
    }

    /** Makes an identity and its password for softphones. */
    public Account newAccount() {
        String identity = post("/identities" + IDENTITIES_VERSION, "{}")
                .statusCode(201)
                .extract()
                .path("identity.id");
        identities.add(identity);
        ValidatableResponse issued = admin().post("/identities/" + identity + "/:issueSipPassword")
                .then()
                .statusCode(200);
        return new Account(
                identity,
                issued.extract().path("username"),
                issued.extract().path("password"),
                issued.extract().path("domain"));
    }

    /** An identity's access token. */
    public String token(Account account, String scope) {
        return post(
                        "/identities/" + account.identity() + "/:issueAccessToken" + IDENTITIES_VERSION,
                        "{\"scopes\":[\"" + scope + "\"]}")
                .statusCode(200)
                .extract()
                .path("token");
    }

    /** Calls to the number ring the identity. */
    public void assign(String number, Account account) {
        assign(number, "{\"kind\":\"identity\",\"id\":\"" + account.identity() + "\"}");
    }

    /** Calls to the number go on to a SIP URI. */
    public void assign(String number, String body) {
        admin().contentType(ContentType.JSON)
                .body(body)
                .put("/phoneNumbers/" + number + "/assignment")
                .then()
                .statusCode(200);
    }

    /** Configures a trunk on loopback. */
    public void trunk(String name, int port, String allowedSource) {
        trunk(name, port, allowedSource, "\"enabled\":true");
    }

    /** The same with more settings, as members of a JSON object. */
    public void trunk(String name, int port, String allowedSource, String more) {
        admin().contentType(ContentType.JSON)
                .body("{\"host\":\"127.0.0.1\",\"port\":%d,\"allowedSources\":[\"%s\"],%s}"
                        .formatted(port, allowedSource, more))
                .put("/trunks/" + name)
                .then()
                .statusCode(201);
    }

    /** Every number goes to these trunks, one after another. */
    public void routeAllTo(String... trunks) {
        String names = List.of(trunks).stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        patchRoutes("[{\"name\":\"all\",\"numberPattern\":\".*\",\"trunks\":[" + names + "]}]");
    }

    private void patchRoutes(String routes) {
        admin().contentType("application/merge-patch+json")
                .body("{\"routes\":" + routes + "}")
                .patch("/sip" + SIP_VERSION)
                .then()
                .statusCode(200);
    }

    /** A request with the rights of the console. */
    public RequestSpecification admin() {
        return given().urlEncodingEnabled(false).cookie(Sessions.COOKIE, sessions.open());
    }

    private ValidatableResponse post(String path, String body) {
        return admin().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private void removeTrunks() {
        patchRoutes("[]");
        List<String> trunks = admin().get("/trunks").then().extract().path("value.name");
        trunks.stream()
                .filter(name -> !name.equals(Demo.TRUNK))
                .forEach(name -> admin().delete("/trunks/" + name).then().statusCode(204));
    }

    @Override
    public void close() {
        removeTrunks();
        numbers.forEach(number -> admin().delete("/phoneNumbers/" + number + NUMBERS_VERSION));
        identities.forEach(id -> admin().delete("/identities/" + id + IDENTITIES_VERSION));
    }
}
