package dev.tandem.record;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.ServiceTest;
import dev.tandem.acs.Sessions;
import dev.tandem.acs.Tenant;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallView;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.CallView.State;
import dev.tandem.call.EndReason;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServiceTest
class CallRecordsTest {

    private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");

    @Inject
    CallRecords records;

    @Inject
    Tenant tenant;

    @Inject
    Sessions sessions;

    @Test
    void aFinishedRecordIsNeverWrittenAgain() {
        CallView call = ended("+13125550100", START, EndReason.CALLER_HUNG_UP);
        records.write(new CallFact(tenant.id(), call, List.of(), List.of()));

        records.write(new CallFact(
                tenant.id(), ended(call.id(), "+13125550100", START, EndReason.MEDIA_LOST), List.of(), List.of()));

        assertThat(records.find(tenant.id(), call.id()).orElseThrow().endReason())
                .isEqualTo(EndReason.CALLER_HUNG_UP);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsNewestFirst() {
        List<String> ids = List.of(
                write("+13125550101", START.plusSeconds(1003)),
                write("+13125550101", START.plusSeconds(1002)),
                write("+13125550101", START.plusSeconds(1002)));

        String next = console()
                .get("/callRecords?top=2")
                .then()
                .statusCode(200)
                .body("value[0].id", equalTo(ids.get(0)))
                .body("nextLink", notNullValue())
                .extract()
                .path("nextLink");
        assertThat(next).startsWith("https://localhost:");
        List<String> first = console().get("/callRecords?top=2").path("value.id");
        List<String> second =
                console().get(next.substring(next.indexOf("/callRecords"))).path("value.id");
        assertThat(second.get(0)).isIn(ids).isNotIn(first);
    }

    @Test
    void csvIsForWhoAsksForItAndIsNoTrapForSpreadsheets() {
        write("=HYPERLINK(\"http://x\")", START.plusSeconds(9));

        console()
                .header("Accept", "text/csv")
                .get("/callRecords?top=5")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .body(startsWith("id,direction,from,to"))
                .body(containsString(",\"'=HYPERLINK(\"\"http://x\"\")\","));
        console().get("/callRecords?top=1").then().contentType(startsWith("application/json"));
    }

    @Test
    void aPlaceThatIsNotOursAndASizeOutOfRangeAreRefused() {
        console().get("/callRecords?before=nonsense").then().statusCode(400).body("error.target", equalTo("before"));
        console().get("/callRecords?top=0").then().statusCode(400).body("error.target", equalTo("top"));
        console().get("/calls?state=sleeping").then().statusCode(400).body("error.target", equalTo("state"));
        console().get("/calls/none").then().statusCode(404).body("error.code", equalTo("NotFound"));
    }

    private String write(String from, Instant at) {
        CallView call = ended(from, at, EndReason.CALLEE_HUNG_UP);
        records.write(new CallFact(tenant.id(), call, List.of(), List.of()));
        return call.id();
    }

    private RequestSpecification console() {
        return given().cookie(Sessions.COOKIE, sessions.open());
    }

    private static CallView ended(String from, Instant at, EndReason reason) {
        return ended(UUID.randomUUID().toString(), from, at, reason);
    }

    private static CallView ended(String id, String from, Instant at, EndReason reason) {
        return new CallView(
                id,
                State.ENDED,
                Direction.INBOUND,
                from,
                "+12025550143",
                "carrier",
                at,
                null,
                null,
                at.plusSeconds(1),
                reason,
                200,
                "BYE",
                List.of());
    }
}
