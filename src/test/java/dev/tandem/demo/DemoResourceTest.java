package dev.tandem.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.testkit.Eventually;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ServiceTest
class DemoResourceTest {

    private static final String NOBODYS = "+13125559999";

    @Inject
    Sessions sessions;

    @Inject
    CallDirectory calls;

    @Test
    void aCallToANumberThatIsNotOursTellsSoByItsId() {
        String id = place("{\"to\":\"" + NOBODYS + "\"}")
                .statusCode(202)
                .body("id", notNullValue())
                .extract()
                .path("id");

        Eventually.within(Duration.ofSeconds(5), () -> calls.size() == 0);
        Eventually.equal(
                Duration.ofSeconds(5), 200, () -> console().get("/calls/" + id).statusCode());
        Eventually.equal(
                Duration.ofSeconds(5),
                "notFound",
                () -> console().get("/calls/" + id).path("endReason"));
        console()
                .get("/calls/" + id + "/trace")
                .then()
                .body("value.what.toString()", containsString("not a number we own"));
    }

    @Test
    void whatCannotBeDialledOrSaidIsRefused() {
        place("{\"to\":\"alice\"}").statusCode(400).body("error.target", equalTo("to"));
        place("{\"to\":\"" + NOBODYS + "\",\"from\":\"x\"}").statusCode(400).body("error.target", equalTo("from"));
        place("{\"to\":\"" + NOBODYS + "\",\"say\":\"boo\"}").statusCode(400).body("error.target", equalTo("say"));
        place("").statusCode(400);
    }

    @Test
    void whileARealTrunkIsConfiguredTheCarrierIsOff() {
        console()
                .contentType("application/json")
                .body("{\"host\":\"192.0.2.1\"}")
                .put("/trunks/real")
                .then()
                .statusCode(201);
        try {
            place("{\"to\":\"" + NOBODYS + "\"}").statusCode(409).body("error.message", containsString("real trunk"));
        } finally {
            console().delete("/trunks/real").then().statusCode(204);
        }
        console().get("/trunks").then().body("value[0].name", equalTo("demo"));
    }

    private ValidatableResponse place(String body) {
        return console()
                .contentType("application/json")
                .body(body)
                .post("/demo/calls")
                .then();
    }

    private RequestSpecification console() {
        return given().cookie(Sessions.COOKIE, sessions.open());
    }
}
