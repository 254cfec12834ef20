package dev.tandem.record;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallFact.Attached;
import dev.tandem.call.CallView;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.CallView.State;
import dev.tandem.call.EndReason;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.node.NodeIdentity;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServiceTest
class CallRecordsTest {

    private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");

    @Inject
    CallRecords records;

    @Inject
    EntityManager entities;

    @Inject
    NodeIdentity node;

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
    void aCallThatBeginsAndEndsWithinOneTransactionIsOneFinishedRow() {
        CallView end = ended("+13125550100", START, EndReason.CALLER_HUNG_UP);
        CallView later = ended(end.id(), "+13125550100", START, EndReason.MEDIA_LOST);

        records.write(List.of(fact(up(end.id())), fact(end), fact(later)));

        assertThat(records.find(tenant.id(), end.id()).orElseThrow().endReason())
                .isEqualTo(EndReason.CALLER_HUNG_UP);
    }

    @Test
    void aRowIsChangedByLaterTransactionsUntilItIsFinished() {
        CallView end = ended("+13125550100", START, EndReason.CALLER_HUNG_UP);
        records.write(List.of(fact(up(end.id()))));
        assertThat(records.find(tenant.id(), end.id()).orElseThrow().state()).isEqualTo(State.CONNECTED);

        records.write(List.of(fact(end)));

        assertThat(records.find(tenant.id(), end.id())).contains(end);
        assertThatThrownBy(() -> records.write(List.of(fact(up(end.id()))))).isInstanceOf(IllegalStateException.class);
        records.write(fact(up(end.id())));
        assertThat(records.find(tenant.id(), end.id())).contains(end);
    }

    @Test
    void whatWasRolledBackWithOthersIsWrittenAlone() {
        CallView finished = ended("+13125550100", START, EndReason.CALLER_HUNG_UP);
        records.write(fact(finished));
        String begins = UUID.randomUUID().toString();
        assertThatThrownBy(() -> records.write(List.of(fact(up(begins)), fact(finished))))
                .isInstanceOf(IllegalStateException.class);

        records.write(fact(up(begins)));

        assertThat(records.find(tenant.id(), begins).orElseThrow().state()).isEqualTo(State.CONNECTED);
    }

    private CallFact fact(CallView call) {
        return new CallFact(tenant.id(), call, List.of(), List.of());
    }

    private static CallView up(String id) {
        return new CallView(
                id,
                State.CONNECTED,
                Direction.INBOUND,
                "+13125550100",
                "+12025550143",
                "carrier",
                START,
                START,
                START,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Test
    void anApplicationIsToldAfterACrashThatItsCallIsOver() throws IOException {
        try (Sink application = new Sink(request -> Answer.of(200))) {
            CallConnectionRow left = CallConnectionRow.of(
                    tenant.id(),
                    UUID.randomUUID().toString(),
                    new Attached(UUID.randomUUID().toString(), application.uri("/"), Optional.of("ctx")),
                    node);
            left.epoch = node.epoch() - 1;
            QuarkusTransaction.requiringNew().run(() -> entities.persist(left));

            records.disconnectOrphans();
            records.disconnectOrphans();

            Eventually.within(
                    Duration.ofSeconds(20), () -> !application.received().isEmpty());
            assertThat(application.received()).hasSize(1);
            assertThat(application.received().get(0).body())
                    .contains("Microsoft.Communication.CallDisconnected", left.id, "\"operationContext\":\"ctx\"");
        }
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
