package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.demo.Demo;
import dev.tandem.interop.Installation;
import dev.tandem.testkit.Eventually;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong is refused by name, and what an application may not do it is told. */
@ServiceTest
class CallAutomationRestTest {

    private static final String VERSION = "?api-version=2026-03-12";
    private static final String CALLS = "/calling/callConnections";
    private static final String CALLBACK = "\"callbackUri\":\"https://app.example/events\"";
    private static final String PHONE = "{\"phoneNumber\":{\"value\":\"+12025550177\"}}";

    @Inject
    Sessions sessions;

    @Inject
    CallDirectory calls;

    @Inject
    Demo demo;

    private Installation installation;
    private TestApplication application;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(sessions);
        application = new TestApplication();
    }

    @AfterEach
    void nothingIsLeft() {
        demo.hangUpAll();
        Eventually.equal(Duration.ofSeconds(20), 0, calls::size);
        installation.close();
        application.close();
    }

    @Test
    void aCallThatCannotBeIsRefusedWithTheFieldAtFault() {
        refused(CALLS, "", 400, null);
        refused(CALLS, "{" + CALLBACK + "}", 400, "targets");
        refused(CALLS, "{" + CALLBACK + ",\"targets\":[{}]}", 400, "targets");
        refused(CALLS, "{" + CALLBACK + ",\"targets\":[null]}", 400, "targets");
        refused(CALLS, create("{\"phoneNumber\":{\"value\":\"555\"}}"), 400, "targets");
        refused(CALLS, create("{\"rawId\":\"28:bot\"}"), 400, "targets");
        refused(CALLS, create(PHONE), 400, "sourceCallerIdNumber");
        refused(CALLS, "{\"targets\":[" + PHONE + "]}", 400, "callbackUri");
        refused(
                CALLS,
                "{\"callbackUri\":\"https://a.example/\",\"targets\":[" + PHONE + "],\"operationContext\":\""
                        + "x".repeat(5001) + "\"}",
                400,
                "operationContext");
        String many = IntStream.range(0, 101).mapToObj(i -> PHONE).collect(Collectors.joining(","));
        refused(CALLS, create(many), 403, null);
    }

    @Test
    void anUnknownApiVersionIsRefused() {
        installation
                .admin()
                .contentType("application/json")
                .body(create(PHONE))
                .post(CALLS + "?api-version=1999-01-01")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("UnsupportedApiVersionValue"));
    }

    @Test
    void aConnectionThatIsNoneIs404WhateverIsAskedOfIt() {
        String none = CALLS + "/" + UUID.randomUUID();
        for (String operation : List.of(
                ":terminate",
                ":play",
                ":recognize",
                ":hold",
                ":sendDtmfTones",
                "/participants:add",
                ":cancelAllMediaOperations")) {
            post(none + operation, "{}").statusCode(404).body("error.code", equalTo("8522"));
        }
        installation.admin().get(none + VERSION).then().statusCode(404).body("error.message", containsString("ended"));
        installation.admin().delete(none + VERSION).then().statusCode(404);
    }

    @Test
    void aForgedOrForeignOfferIsRefused() {
        for (String operation : List.of(":answer", ":redirect", ":reject")) {
            refused(
                    CALLS + operation,
                    "{\"incomingCallContext\":\"forged.context\"," + CALLBACK + "}",
                    400,
                    "incomingCallContext");
            refused(CALLS + operation, "{" + CALLBACK + "}", 400, "incomingCallContext");
        }
    }

    @Test
    void aCallThatIsNotUpCanNeitherBeAttachedToNorRecorded() {
        String nowhere = "\"callLocator\":{\"kind\":\"serverCallLocator\",\"serverCallId\":\"nowhere\"}";
        post(CALLS + ":connect", "{" + nowhere + "," + CALLBACK + "}").statusCode(404);
        post("/calling/recordings", "{" + nowhere + "}").statusCode(404);
        refused("/calling/recordings", "{}", 400, "callLocator");
        installation.admin().get("/calling/recordings/none" + VERSION).then().statusCode(404);
        installation.admin().get("/calling/recordingFiles/none/content").then().statusCode(404);
    }

    @Test
    void mediaOperationsThatCannotBeAreRefusedAndTheCallGoesOn() {
        String call = connect();
        String path = CALLS + "/" + call;
        refused(path + ":play", "{}", 400, "playSources");
        refused(path + ":play", "{\"playSources\":[{\"kind\":\"tape\"}]}", 400, "playSources");
        refused(
                path + ":play",
                "{\"playSources\":[{\"kind\":\"file\",\"file\":{\"uri\":\"file:///etc/passwd\"}}]}",
                400,
                "playSources.file.uri");
        refused(path + ":recognize", "{\"recognizeInputType\":\"mind\"}", 400, "recognizeInputType");
        refused(path + ":recognize", "{\"recognizeInputType\":\"dtmf\"}", 400, "recognizeOptions");
        refused(
                path + ":recognize",
                recognize("\"dtmfOptions\":{\"stopTones\":[\"eleven\"]}"),
                400,
                "dtmfOptions.stopTones");
        refused(
                path + ":recognize",
                recognize("\"initialSilenceTimeoutInSeconds\":0"),
                400,
                "initialSilenceTimeoutInSeconds");
        refused(path + ":sendDtmfTones", "{\"targetParticipant\":" + PHONE + "}", 400, "tones");
        String somebodyElse = "{\"phoneNumber\":{\"value\":\"+12025550199\"}}";
        post(path + ":hold", "{\"targetParticipant\":" + somebodyElse + "}").statusCode(404);
        post(path + ":sendDtmfTones", "{\"tones\":[\"one\"],\"targetParticipant\":" + somebodyElse + "}")
                .statusCode(404);
        post(path + "/participants:mute", "{\"targetParticipants\":[" + somebodyElse + "]}")
                .statusCode(404);
        post(path + ":stopContinuousDtmfRecognition", "{\"targetParticipant\":" + PHONE + "}")
                .statusCode(404);
        refused(
                "/calling/recordings",
                "{\"callConnectionId\":\"" + call + "\",\"recordingFormatType\":\"mp4\"}",
                400,
                "recordingFormatType");
        refused(
                "/calling/recordings",
                "{\"callConnectionId\":\"" + call + "\",\"recordingContentType\":\"audioVideo\"}",
                400,
                "recordingContentType");

        installation
                .admin()
                .get(path + VERSION)
                .then()
                .statusCode(200)
                .body("callConnectionState", equalTo("connected"));
    }

    @Test
    void aBotHearsTheCallOverAWebSocketUntilItsStreamIsStopped() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        HttpServer bot = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> heard.add(new JsonObject(text))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        try {
            String number = installation.buyNumber();
            String call = post(CALLS, """
                            {"callbackUri":"%s","targets":[%s],"sourceCallerIdNumber":{"value":"%s"},
                             "mediaStreamingOptions":{"transportType":"websocket","transportUrl":"ws://127.0.0.1:%d/",
                              "contentType":"audio","audioChannelType":"mixed","startMediaStreaming":true}}
                            """.formatted(application.callbackUrl(), PHONE, number, bot.actualPort()))
                    .statusCode(201)
                    .extract()
                    .path("callConnectionId");
            application.await(call, "MediaStreamingStarted");
            Eventually.within(Duration.ofSeconds(10), () -> heard.size() > 50);
            assertThat(heard.get(0).getString("kind")).isEqualTo("AudioMetadata");
            assertThat(heard.get(1).getString("kind")).isEqualTo("AudioData");

            post(CALLS + "/" + call + ":startMediaStreaming", "{}").statusCode(409);
            post(CALLS + "/" + call + ":stopMediaStreaming", "{\"operationContext\":\"enough\"}")
                    .statusCode(202);
            assertThat(application
                            .await(call, "MediaStreamingStopped")
                            .path("operationContext")
                            .asText())
                    .isEqualTo("enough");
            post(CALLS + "/" + call + ":startMediaStreaming", "{}").statusCode(202);
        } finally {
            bot.close().toCompletionStage().toCompletableFuture().get();
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void aConnectionMadeWithoutAStreamHasNone() {
        String call = connect();
        post(CALLS + "/" + call + ":startMediaStreaming", "{}").statusCode(400);
        post(CALLS + "/" + call + ":stopMediaStreaming", "{}").statusCode(404);
        refused(
                CALLS,
                "{" + CALLBACK + ",\"targets\":[" + PHONE + "],\"mediaStreamingOptions\":{\"audioFormat\":\"mp3\"}}",
                400,
                "mediaStreamingOptions.audioFormat");
    }

    @Test
    void theSameRequestSentAgainMakesOneCall() {
        String number = installation.buyNumber();
        String id = UUID.randomUUID().toString();
        String sent = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String body = "{\"callbackUri\":\"" + application.callbackUrl() + "\",\"targets\":[" + PHONE
                + "],\"sourceCallerIdNumber\":{\"value\":\"" + number + "\"}}";

        String first = repeatable(id, sent, body).path("callConnectionId");
        String second = repeatable(id, sent, body).path("callConnectionId");

        assertThat(second).isEqualTo(first);
        assertThat(calls.size()).isEqualTo(1);
    }

    private Response repeatable(String id, String sent, String body) {
        return installation
                .admin()
                .contentType("application/json")
                .header("Repeatability-Request-ID", id)
                .header("Repeatability-First-Sent", sent)
                .body(body)
                .post(CALLS + VERSION);
    }

    @Test
    void callsThatArePlacedTooFastAreRefusedForNow() throws Exception {
        String number = installation.buyNumber();
        String nobody = installation.newAccount().identity();
        String body = "{\"callbackUri\":\"" + application.callbackUrl() + "\",\"targets\":[{\"rawId\":\"" + nobody
                + "\"}],\"sourceCallerIdNumber\":{\"value\":\"" + number + "\"}}";
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> answers = IntStream.range(0, 60)
                    .mapToObj(i ->
                            callers.submit(() -> post(CALLS, body).extract().statusCode()))
                    .toList();
            int refused = 0;
            for (Future<Integer> answer : answers) {
                refused += answer.get() == 429 ? 1 : 0;
            }
            assertThat(refused).isPositive().isLessThan(60);
            application.awaitCalls(60 - refused);
        } finally {
            callers.shutdownNow();
        }
    }

    private String connect() {
        String number = installation.buyNumber();
        String body = "{\"callbackUri\":\"" + application.callbackUrl() + "\",\"targets\":[" + PHONE
                + "],\"sourceCallerIdNumber\":{\"value\":\"" + number + "\"}}";
        String id = post(CALLS, body).statusCode(201).extract().path("callConnectionId");
        application.await(id, "CallConnected");
        return id;
    }

    private static String recognize(String option) {
        return "{\"recognizeInputType\":\"dtmf\",\"recognizeOptions\":{\"targetParticipant\":" + PHONE + "," + option
                + "}}";
    }

    private static String create(String targets) {
        return "{" + CALLBACK + ",\"targets\":[" + targets + "]}";
    }

    private void refused(String path, String body, int status, @Nullable String target) {
        post(path, body).statusCode(status).body("error.target", equalTo(target));
    }

    private ValidatableResponse post(String path, String body) {
        return installation
                .admin()
                .contentType("application/json")
                .body(body)
                .post(path + VERSION)
                .then();
    }
}
