package dev.tandem.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import dev.tandem.config.TandemConfig;
import dev.tandem.event.Sink.Answer;
import dev.tandem.store.StoreWatch;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ServiceTest
class CourierTest {

    @Inject
    EventOutbox outbox;

    @Inject
    Tenant tenant;

    @Inject
    StoreWatch watch;

    @Inject
    Sessions sessions;

    @Inject
    ObjectMapper json;

    @Inject
    TandemConfig config;

    @Test
    void everyEventArrivesInOrderAtAReceiverThatFailsAFifthOfTheTime() throws IOException {
        try (Sink sink =
                new Sink(request -> Answer.of(ThreadLocalRandom.current().nextInt(5) == 0 ? 503 : 200))) {
            List<String> calls = IntStream.range(0, 20)
                    .mapToObj(call -> "call-" + UUID.randomUUID())
                    .toList();
            for (int number = 0; number < 10; number++) {
                for (String call : calls) {
                    append(call, number, sink.uri("/hook"));
                }
            }
            Eventually.within(
                    Duration.ofSeconds(60),
                    () -> calls.stream()
                            .allMatch(call -> distinct(numbersOf(call, sink)).size() == 10));

            for (String call : calls) {
                assertThat(distinct(numbersOf(call, sink)))
                        .as(call)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 10).boxed().toList());
            }
        }
    }

    @Test
    void eventsOfOneTransactionArriveInTheOrderTheyWereAppended() throws IOException {
        try (Sink sink = new Sink(request -> Answer.of(200))) {
            String call = "call-" + UUID.randomUUID();
            QuarkusTransaction.requiringNew().run(() -> {
                for (int number = 0; number < 5; number++) {
                    outbox.append(event(call, number, sink.uri("/")));
                }
            });
            Eventually.within(Duration.ofSeconds(20), () -> sink.received().size() == 5);

            assertThat(numbersOf(call, sink)).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void aRetryCarriesTheSameEventId() throws IOException {
        List<Integer> answers = new ArrayList<>(List.of(500, 500, 200));
        try (Sink sink = new Sink(request -> Answer.of(answers.remove(0)))) {
            append("call-" + UUID.randomUUID(), 1, sink.uri("/"));
            Eventually.within(Duration.ofSeconds(20), () -> sink.received().size() == 3);

            assertThat(sink.received().stream()
                            .map(request -> request.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
            JsonNode event = json.readTree(sink.received().get(2).body()).get(0);
            assertThat(event.get("id").asText())
                    .isEqualTo(sink.received().get(0).header("webhook-id"));
        }
    }

    @Test
    void anEventThatIsRolledBackWithItsFactIsNeverSent() throws IOException {
        try (Sink sink = new Sink(request -> Answer.of(200))) {
            String call = "call-" + UUID.randomUUID();
            QuarkusTransaction.begin();
            outbox.append(event(call, 1, sink.uri("/")));
            QuarkusTransaction.rollback();
            append(call, 2, sink.uri("/"));
            Eventually.within(Duration.ofSeconds(20), () -> !sink.received().isEmpty());

            assertThat(numbersOf(call, sink)).containsExactly(2);
        }
    }

    @Test
    void aReceiverThatWantsNoMoreMakesADeadLetterThatCanBeReplayed() throws IOException {
        List<Integer> answers = new ArrayList<>(List.of(410, 200));
        try (Sink sink = new Sink(request -> Answer.of(answers.remove(0)))) {
            append("call-" + UUID.randomUUID(), 7, sink.uri("/dead"));
            String endpoint = sink.uri("/dead").toString();
            Eventually.within(Duration.ofSeconds(20), () -> dead(endpoint).size() == 1);
            int id = dead(endpoint).get(0);

            console()
                    .post("/deadLetters/" + id + "/:replay")
                    .then()
                    .statusCode(200)
                    .body("replayed", equalTo(1));
            Eventually.within(Duration.ofSeconds(20), () -> sink.received().size() == 2);
            assertThat(dead(endpoint)).isEmpty();
            console().post("/deadLetters/" + id + "/:replay").then().statusCode(404);
        }
    }

    @Test
    void anAddressInsideTheNetworkIsNeverConnectedTo() {
        for (String endpoint : List.of("https://169.254.169.254/latest", "https://10.0.0.1/", "https://[fd00::1]/")) {
            append("call-" + UUID.randomUUID(), 1, URI.create(endpoint));
            Eventually.within(Duration.ofSeconds(20), () -> dead(endpoint).size() == 1);
            console().delete("/deadLetters/" + dead(endpoint).get(0)).then().statusCode(204);
        }
    }

    @Test
    void aReceiverThatHangsDelaysNoOther() throws IOException {
        try (Sink hanging = new Sink(CourierTest::neverAnswer);
                Sink healthy = new Sink(request -> Answer.of(200))) {
            for (int call = 0; call < 100; call++) {
                append("call-" + UUID.randomUUID(), call, hanging.uri("/"));
            }
            append("call-" + UUID.randomUUID(), 1, healthy.uri("/"));
            Eventually.within(Duration.ofSeconds(5), () -> healthy.received().size() == 1);
        }
    }

    @Test
    void whatRestsForAnHourDoesNotHoldUpTheStop() {
        Courier courier = new Courier(new OneRow(), new BusyReceiver(), watch, config, Clock.systemUTC());
        courier.start();
        Eventually.equal(Duration.ofSeconds(20), 1L, courier::retried);

        assertTimeout(Duration.ofSeconds(3), courier::stop);
    }

    /** A store with one event in it. */
    private static final class OneRow extends OutboxRows {

        OneRow() {
            super(null, null, null);
        }

        @Override
        List<Address> after(long seq, int limit) {
            return seq > 0 ? List.of() : List.of(new Address(1, "lane", "receiver"));
        }

        @Override
        Optional<OutboxRow> find(long seq) {
            OutboxRow row = new OutboxRow();
            row.createdAt = Instant.now();
            return Optional.of(row);
        }
    }

    /** Asks for an hour of patience. */
    private static final class BusyReceiver extends Webhook {

        BusyReceiver() {
            super(null, null, null, null, null, null);
        }

        @Override
        Future<Verdict> deliver(OutboxRow row, int attempt) {
            return Future.succeededFuture(new Verdict.Again("busy", Optional.of(Duration.ofHours(1))));
        }
    }

    @Test
    void callbacksAreSignedOnceASecretWasAskedFor() throws Exception {
        String secret =
                console().post("/callbackSigning/:rotate").then().extract().path("secret");
        try (Sink sink = new Sink(request -> Answer.of(200))) {
            append("call-" + UUID.randomUUID(), 1, sink.uri("/"));
            Eventually.within(Duration.ofSeconds(20), () -> !sink.received().isEmpty());

            Sink.Received request = sink.received().get(0);
            String expected = SigningSecrets.of(secret)
                    .sign(
                            request.header("webhook-id"),
                            Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp"))),
                            request.body());
            assertThat(request.header("webhook-signature").split(" ")).contains(expected);
        }
    }

    @Test
    void aSubscriberIsAskedFirstAndThenGetsWhatItWants() throws IOException {
        try (Sink sink = new Sink(CourierTest::eventGridSubscriber)) {
            String body = """
                    {"endpoint":"%s","schema":"eventGrid","includedEventTypes":["Microsoft.Communication.IncomingCall"],
                     "filters":[{"key":"data.number","operator":"StringIn","values":["3"]}]}
                    """.formatted(sink.uri("/grid"));
            console()
                    .body(body)
                    .put("/eventSubscriptions/ivr")
                    .then()
                    .statusCode(201)
                    .body("schema", equalTo("eventGrid"));
            for (int number = 0; number < 5; number++) {
                int chosen = number;
                QuarkusTransaction.requiringNew()
                        .run(() -> outbox.append(event("c", chosen, new EventDestination.Subscriptions())));
            }
            Eventually.within(Duration.ofSeconds(20), () -> sink.received().size() == 2);

            JsonNode event = json.readTree(sink.received().get(1).body()).get(0);
            assertThat(event.get("eventType").asText()).isEqualTo("Microsoft.Communication.IncomingCall");
            assertThat(event.at("/data/number").asInt()).isEqualTo(3);
            assertThat(sink.received().get(1).header("aeg-event-type")).isEqualTo("Notification");
            console()
                    .get("/eventSubscriptions")
                    .then()
                    .body("value", hasSize(1))
                    .body("value[0].secret", equalTo(null));
        } finally {
            console().delete("/eventSubscriptions/ivr").then().statusCode(204);
            console().get("/eventSubscriptions/ivr").then().statusCode(404);
        }
    }

    @Test
    void anEndpointThatDoesNotAgreeIsNotSubscribed() throws IOException {
        try (Sink sink = new Sink(request -> Answer.of(200))) {
            for (String schema : List.of("eventGrid", "cloudEvents")) {
                console()
                        .body("{\"endpoint\":\"" + sink.uri("/") + "\",\"schema\":\"" + schema + "\"}")
                        .put("/eventSubscriptions/nobody")
                        .then()
                        .statusCode(400)
                        .body("error.code", equalTo("EndpointValidationFailed"));
            }
        }
        console().get("/eventSubscriptions/nobody").then().statusCode(404);
    }

    @Test
    void badSubscriptionsAreRefusedByName() {
        refused("{}", "endpoint");
        refused("{\"endpoint\":\"ftp://example.com\"}", "endpoint");
        refused("{\"endpoint\":\"https://user:pass@example.com\"}", "endpoint");
        refused("{\"endpoint\":\"https://169.254.169.254/\"}", "endpoint");
        refused("{\"endpoint\":\"https://example.com\",\"schema\":\"xml\"}", "schema");
        refused("{\"endpoint\":\"https://example.com\",\"includedEventTypes\":[\"\"]}", "includedEventTypes");
        refused("{\"endpoint\":\"https://example.com\",\"filters\":[{\"key\":\"a\",\"operator\":\"Is\"}]}", "filters");
        refused("{\"endpoint\":\"https://example.com\",\"secret\":\"hunter2\"}", "secret");
    }

    private void refused(String body, String target) {
        console()
                .body(body)
                .put("/eventSubscriptions/bad")
                .then()
                .statusCode(400)
                .body("error.target", equalTo(target));
    }

    private static Answer eventGridSubscriber(Sink.Received request) {
        if (!request.header("aeg-event-type").equals("SubscriptionValidation")) {
            return Answer.of(200);
        }
        String code = request.body().replaceAll("(?s).*\"validationCode\":\"([^\"]*)\".*", "$1");
        return new Answer(200, Map.of(), "{\"validationResponse\":\"" + code + "\"}");
    }

    /** Until the sink is closed, which interrupts it. */
    private static Answer neverAnswer(Sink.Received request) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(500);
    }

    private void append(String call, int number, URI callback) {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(event(call, number, callback)));
    }

    private OutboxEvent event(String call, int number, URI callback) {
        return event(call, number, new EventDestination.Callback(callback));
    }

    private OutboxEvent event(String call, int number, EventDestination destination) {
        return new OutboxEvent(
                UUID.randomUUID().toString(),
                tenant.id(),
                call,
                destination,
                "Microsoft.Communication.IncomingCall",
                "calling/callConnections/" + call,
                "calling/callConnections/" + call,
                "{\"call\":\"" + call + "\",\"number\":" + number + "}",
                Instant.now());
    }

    private List<Integer> numbersOf(String call, Sink sink) {
        return sink.received().stream()
                .map(this::data)
                .filter(data -> data.get("call").asText().equals(call))
                .map(data -> data.get("number").asInt())
                .toList();
    }

    private JsonNode data(Sink.Received request) {
        try {
            return json.readTree(request.body()).get(0).get("data");
        } catch (IOException malformed) {
            throw new AssertionError(request.body(), malformed);
        }
    }

    /** Without repetitions of what came before: at least once is the promise. */
    private static List<Integer> distinct(List<Integer> numbers) {
        return numbers.stream().distinct().toList();
    }

    private List<Integer> dead(String endpoint) {
        return console()
                .get("/deadLetters")
                .then()
                .extract()
                .<List<Integer>>path("value.findAll { it.endpoint == '" + endpoint + "' }.id");
    }

    private RequestSpecification console() {
        return given().urlEncodingEnabled(false)
                .cookie(Sessions.COOKIE, sessions.open())
                .contentType("application/json");
    }
}
