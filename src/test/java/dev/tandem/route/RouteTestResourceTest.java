package dev.tandem.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.identity.Identities;
import dev.tandem.identity.RawId;
import dev.tandem.interop.Installation;
import dev.tandem.interop.Installation.Account;
import dev.tandem.trunk.RouteTable;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dry run: which routes a number would take, and why. */
@ServiceTest
class RouteTestResourceTest {

    private static final String ROUTES = """
            {"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061},"sbc2.contoso.com":{"sipSignalingPort":5061}},
             "routes":[{"name":"germany","numberPattern":"^\\\\+49","trunks":["sbc2.contoso.com"]},
                       {"name":"all","numberPattern":"^\\\\+","trunks":["sbc1.contoso.com","sbc2.contoso.com"]}]}""";

    @Inject
    Sessions sessions;

    @Inject
    Identities identities;

    @Inject
    RouteTable table;

    private RequestSpecification admin(String body) {
        return given().urlEncodingEnabled(false)
                .cookie(Sessions.COOKIE, sessions.open())
                .contentType("application/json")
                .body(body);
    }

    @BeforeEach
    void twoRoutes() {
        admin(ROUTES).patch("/sip?api-version=2023-03-01").then().statusCode(200);
    }

    @AfterEach
    void noRoutes() {
        String nothing = "{\"routes\":[],\"trunks\":{\"sbc1.contoso.com\":null,\"sbc2.contoso.com\":null}}";
        admin(nothing).patch("/sip?api-version=2023-03-01").then().statusCode(200);
    }

    private Response test(String query, String body) {
        return admin(body).post("/sip:testRoutesWithNumber?targetPhoneNumber=" + query);
    }

    private JsonNode tried(String query, String body) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(test(query, body).then().statusCode(200).extract().asString());
    }

    @Test
    void everyMatchingRouteIsToldInOrderWithTheTrunksAndTheReasons() throws Exception {
        JsonNode german = tried("%2B4930901820", "");

        assertThat(german.path("matchingRoutes").findValuesAsText("name")).containsExactly("germany", "all");
        assertThat(german.path("destinations").toString()).isEqualTo("[\"sbc2.contoso.com\",\"sbc1.contoso.com\"]");
        assertThat(german.path("reasons").toString()).contains("route germany matches");
        JsonNode french = tried("%2B33140205050", "{}");
        assertThat(french.path("matchingRoutes").findValuesAsText("name")).containsExactly("all");
    }

    @Test
    void routesOfTheRequestAreTriedAndNotStored() throws Exception {
        JsonNode tried = tried(
                "%2B4930901820", "{\"routes\":[{\"name\":\"draft\",\"numberPattern\":\"^\\\\+1\",\"trunks\":[]}]}");

        assertThat(tried.path("matchingRoutes")).isEmpty();
        assertThat(tried.path("refusal").asText()).isEqualTo("No route to that number");
        assertThat(table.rows()).hasSize(2);
    }

    @Test
    void aCallerWithoutANumberWouldBeRefusedAndToldWhy() throws Exception {
        String identity = RawId.of(identities.create());

        JsonNode refused = tried("%2B4930901820&identity=" + identity, "");

        assertThat(refused.path("refusal").asText()).isEqualTo("Caller ID not allowed");
        assertThat(refused.path("destinations")).isEmpty();
        assertThat(refused.path("reasons").toString()).contains("no number we own is assigned");
    }

    @Test
    void aNumberOfOursThatAnApplicationAnswersLeadsToTheApplication() throws Exception {
        try (Installation installation = new Installation(sessions)) {
            Account caller = installation.newAccount();
            installation.assign(installation.buyNumber(), caller);
            String ours = installation.buyNumber();
            installation.assign(ours, "{\"kind\":\"application\",\"application\":\"ivr\"}");

            JsonNode tried = tried(ours.replace("+", "%2B") + "&identity=" + caller.identity(), "");

            assertThat(tried.path("destinations").toString()).isEqualTo("[\"ivr\"]");
            assertThat(tried.path("refusal").isMissingNode()
                            || tried.path("refusal").isNull())
                    .isTrue();
            assertThat(tried.path("reasons").toString()).contains("assigned to the application ivr");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4930901820||400|targetPhoneNumber",
                "%2B49||400|targetPhoneNumber",
                "||400|targetPhoneNumber",
                "%2B4930901820&identity=alice||400|identity",
                "%2B4930901820|[]|400|",
                "%2B4930901820|{\"routes\":[{\"name\":\"a\",\"numberPattern\":\"(\"}]}|422|",
            })
    void whatCannotBeTriedIsRefused(String query, String body, int status, String target) {
        Response refused = test(query == null ? "" : query, body == null ? "" : body);

        assertThat(refused.statusCode()).isEqualTo(status);
        if (target != null) {
            assertThat(refused.<String>path("error.target")).isEqualTo(target);
        }
    }
}
