package dev.tandem.repeat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.identity.Identities;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same request again: the same answer, one effect. */
@ServiceTest
class RepeatableRequestTest {

    private static final String TALLY = "/test-tally";

    @Inject
    TallyResource tally;

    @Inject
    Sessions sessions;

    @Inject
    Identities identities;

    @Inject
    AnsweredRequests answered;

    @Inject
    EntityManager store;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void reset() {
        tally.effects.set(0);
        tally.begun = new CountDownLatch(1);
        tally.mayEnd = new CountDownLatch(0);
    }

    @Test
    void aRepeatedRequestIsAnsweredAsBeforeAndDoesNothing() {
        Response first = repeatable(id).body("{\"a\":\"1\"}").post(TALLY);
        Response again = repeatable(id).body("{\"a\":\"1\"}").post(TALLY);

        first.then().statusCode(202).header("tally-id", "t1").header("Repeatability-Result", "accepted");
        again.then().statusCode(202).header("tally-id", "t1").header("Repeatability-Result", "accepted");
        assertThat(again.asString()).isEqualTo(first.asString()).isEqualTo("{\"count\":1}");
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(tally.effects).hasValue(1);
    }

    @Test
    void withoutTheHeadersEachRequestCounts() {
        console().body("{}").post(TALLY).then().header("Repeatability-Result", nullValue());
        console().body("{}").post(TALLY);

        assertThat(tally.effects).hasValue(2);
    }

    @Test
    void anotherBodyOrPathUnderTheSameIdIsRefused() {
        repeatable(id).body("{\"a\":\"1\"}").post(TALLY).then().statusCode(202);

        repeatable(id)
                .body("{\"a\":\"2\"}")
                .post(TALLY)
                .then()
                .statusCode(409)
                .header("Repeatability-Result", "rejected")
                .body("error.code", equalTo("RepeatabilityRequestIdReused"));
        repeatable(id).body("{\"a\":\"1\"}").post(TALLY + "/refusal").then().statusCode(409);
        assertThat(tally.effects).hasValue(1);
    }

    @Test
    void aRepetitionThatOvertakesTheFirstWaitsForItsAnswer() throws Exception {
        tally.mayEnd = new CountDownLatch(1);
        CompletableFuture<Response> first =
                CompletableFuture.supplyAsync(() -> repeatable(id).body("{}").post(TALLY));
        assertThat(tally.begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Response> second =
                CompletableFuture.supplyAsync(() -> repeatable(id).body("{}").post(TALLY));

        tally.mayEnd.countDown();

        first.get(10, TimeUnit.SECONDS).then().statusCode(202).body("count", equalTo(1));
        second.get(10, TimeUnit.SECONDS).then().statusCode(202).body("count", equalTo(1));
        assertThat(tally.effects).hasValue(1);
    }

    @Test
    void aRepetitionThatWouldWaitTooLongIsToldToComeBack() throws Exception {
        tally.mayEnd = new CountDownLatch(1);
        CompletableFuture<Response> first =
                CompletableFuture.supplyAsync(() -> repeatable(id).body("{}").post(TALLY));
        assertThat(tally.begun.await(10, TimeUnit.SECONDS)).isTrue();

        repeatable(id)
                .body("{}")
                .post(TALLY)
                .then()
                .statusCode(409)
                .header("Retry-After", "1")
                .header("Repeatability-Result", "rejected")
                .body("error.code", equalTo("RequestInProgress"));

        tally.mayEnd.countDown();
        first.get(10, TimeUnit.SECONDS).then().statusCode(202);
    }

    @Test
    void aRefusalLeavesNothingAndIsNotRemembered() {
        int before = identities.count();

        for (int attempt = 1; attempt <= 2; attempt++) {
            repeatable(id)
                    .post(TALLY + "/refusal")
                    .then()
                    .statusCode(409)
                    .header("Repeatability-Result", "rejected")
                    .body("error.message", equalTo("not now"));
            assertThat(tally.effects).hasValue(attempt);
        }
        assertThat(identities.count()).as("in memory").isEqualTo(before);
        assertThat(store.createNativeQuery("select count(*) from identity").getSingleResult())
                .as("in the store")
                .isEqualTo((long) before);
    }

    @Test
    void anIdentityIsMadeOnceAndItsTokenIsNotStoredInClear() {
        String target = "/identities?api-version=2023-10-01";
        String body = "{\"createTokenWithScopes\":[\"voip\"]}";
        int before = identities.count();

        Response first = repeatable(id).body(body).post(target);
        Response again = repeatable(id).body(body).post(target);

        first.then().statusCode(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(identities.count()).isEqualTo(before + 1);
        assertThat(stored(id)).isNotEmpty().doesNotContain(first.jsonPath().getString("accessToken.token"));
    }

    @Test
    void whatIsNoRequestIdOrNoRecentDateIsRefused() {
        console()
                .header("Repeatability-Request-ID", id)
                .post(TALLY)
                .then()
                .statusCode(400)
                .header("Repeatability-Result", "rejected");
        console()
                .header("Repeatability-First-Sent", date(Duration.ZERO))
                .post(TALLY)
                .then()
                .statusCode(400);
        repeatable("x".repeat(129)).post(TALLY).then().statusCode(400);
        console()
                .header("Repeatability-Request-ID", id)
                .header("Repeatability-First-Sent", "yesterday")
                .post(TALLY)
                .then()
                .statusCode(400);
        for (Duration age : new Duration[] {Duration.ofMinutes(61), Duration.ofMinutes(-6)}) {
            console()
                    .header("Repeatability-Request-ID", id)
                    .header("Repeatability-First-Sent", date(age))
                    .post(TALLY)
                    .then()
                    .statusCode(412)
                    .header("Repeatability-Result", "rejected")
                    .body("error.target", equalTo("Repeatability-First-Sent"));
        }
        assertThat(tally.effects).hasValue(0);
    }

    @Test
    void answersAreForgottenOnceNobodyMayAskForThem() {
        repeatable(id).body("{}").post(TALLY).then().statusCode(202);

        answered.forget(Instant.now().plus(Duration.ofMinutes(64)));
        assertThat(stored(id)).isNotEmpty();
        answered.forget(Instant.now().plus(Duration.ofMinutes(66)));

        assertThat(stored(id)).isEmpty();
    }

    private String stored(String requestId) {
        List<?> answers = store.createNativeQuery("select answer from answered_request where id like ?1")
                .setParameter(1, "% " + requestId)
                .getResultList();
        return answers.isEmpty() ? "" : answers.get(0).toString();
    }

    private RequestSpecification repeatable(String requestId) {
        return console()
                .header("Repeatability-Request-ID", requestId)
                .header("Repeatability-First-Sent", date(Duration.ZERO));
    }

    private RequestSpecification console() {
        return given().contentType(ContentType.JSON).cookie(Sessions.COOKIE, sessions.open());
    }

    private static String date(Duration ago) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().minus(ago).atZone(ZoneOffset.UTC));
    }
}
