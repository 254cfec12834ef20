package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.testkit.Chromium;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.NodeSuite;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Program;
import dev.tandem.testkit.Recorder;
import dev.tandem.testkit.SpeechCorrelation;
import dev.tandem.tls.ServerCertificate;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs below {@code examples/} that talk: the bots, each at the other end of a call, and the page that a visitor
 * calls from with one click in Chromium. The simulated carrier's subscriber answers.
 */
@ServiceTest
@Tag("interop")
class TalkingExamplesIT {

    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Path TALKER =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double ALIKE = 0.7;
    /** The carrier's sentence takes 13 s, and echoes come a second later. */
    private static final long TALK_MILLIS = 16_000;

    private static final String CALLED = "+14255550199";

    /** The browser's processing turns the polarity round and shapes the noise: nothing to correlate with. */
    private static final String RAW_MICROPHONE = """
            (() => {
              const media = navigator.mediaDevices;
              const open = media.getUserMedia.bind(media);
              const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
              media.getUserMedia = () => open({ audio });
            })()""";

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    CallDirectory calls;

    @Inject
    DemoStock stock;

    @Inject
    Demo demo;

    @TestHTTPResource("/")
    URI gateway;

    private final Recorder carrierHears = new Recorder();
    private Installation installation;

    @BeforeEach
    void theCarrierListens() throws Exception {
        installation = new Installation(sessions);
        stock.load();
        new NodeSuite(EXAMPLES);
        demo.listen(carrierHears);
    }

    @AfterEach
    void nothingIsLeft() {
        demo.listen(frame -> {});
        demo.hangUpAll();
        Eventually.equal(PATIENCE, 0, calls::size);
        installation.close();
    }

    @Test
    void aVisitorClicksTalksAndHangsUp() throws Exception {
        int port = Ports.free();
        URI page = URI.create("http://localhost:" + port + "/");
        try (Program server = new Program(EXAMPLES, environment(port), List.of("node", "click-to-call/server.mjs"));
                Chromium visitor = open(server, page)) {
            visitor.evaluate(RAW_MICROPHONE);
            visitor.evaluate("document.querySelector('#call').click()");
            awaitState(visitor, "connected");
            LoudspeakerTap loudspeaker = LoudspeakerTap.on(visitor, "#ear");
            Eventually.within(PATIENCE, () -> carrierHears.millis() >= TALK_MILLIS);

            assertAlike(VoiceSamples.welcome(), loudspeaker.heard(), "the carrier's sentence in the page");
            assertAlike(VoiceSamples.file16k(TALKER), carrierHears.heard(), "the visitor at the carrier");

            visitor.evaluate("document.querySelector('#call').click()");
            awaitState(visitor, "ended");
            Eventually.equal(PATIENCE, 0, demo::carrierCalls);
        }
    }

    private static Chromium open(Program server, URI page) throws Exception {
        server.await(PATIENCE, "Click to call at");
        return Chromium.open(page, "--use-file-for-fake-audio-capture=" + TALKER);
    }

    private static void awaitState(Chromium visitor, String state) throws Exception {
        String shown = visitor.evaluate("""
                new Promise((shown) => {
                  const deadline = Date.now() + 20000;
                  const look = () => {
                    const text = document.querySelector('#state').textContent;
                    if (text === '%s' || text.startsWith('failed') || Date.now() > deadline) shown(text);
                    else setTimeout(look, 50);
                  };
                  look();
                })""".formatted(state));
        assertThat(shown).isEqualTo(state);
    }

    private static void assertAlike(short[] said, short[] heard, String where) {
        List<Double> windows = SpeechCorrelation.windows(said, heard);
        assertThat(SpeechCorrelation.share(windows, ALIKE))
                .as("%s: %s", where, windows)
                .isGreaterThan(0.5);
    }

    private Map<String, String> environment(int port) throws Exception {
        return Map.of(
                "CONNECTION_STRING", connection.clear(),
                "NODE_EXTRA_CA_CERTS", certificate.caFile().toString(),
                "GATEWAY_WS", "ws://localhost:" + gateway.getPort(),
                "PORT", Integer.toString(port),
                "FROM", installation.buyNumber(),
                "TO", CALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acs", "twilio", "jambonz"})
    void aBotSaysBackWhatItHearsAndNotesKeys(String dialect) throws Exception {
        int port = Ports.free();
        List<String> command = List.of("node", "bots/bot.mjs", dialect, Integer.toString(port));
        try (Sink callbacks = new Sink(event -> Answer.of(200));
                Program bot = new Program(EXAMPLES, Map.of(), command)) {
            bot.await(PATIENCE, "the " + dialect + " bot listens");
            call(dialect, port, callbacks);
            bot.await(PATIENCE, "connected");
            Eventually.within(PATIENCE, () -> carrierHears.millis() >= TALK_MILLIS);
            bot.await(PATIENCE, "utterance of");

            assertAlike(VoiceSamples.welcome(), carrierHears.heard(), "the carrier's sentence, said back");

            demo.press("5");
            bot.await(PATIENCE, "pressed 5");
            demo.hangUpAll();
            bot.await(PATIENCE, "closed");
            Eventually.within(
                    PATIENCE,
                    () -> callbacks.received().stream()
                            .anyMatch(event -> event.body().contains("CallDisconnected")));
        }
    }

    private void call(String dialect, int botPort, Sink callbacks) {
        installation
                .admin()
                .contentType(ContentType.JSON)
                .body("""
                        {"targets":[{"kind":"phoneNumber","phoneNumber":{"value":"%s"}}],
                         "sourceCallerIdNumber":{"value":"%s"},"callbackUri":"%s",
                         "mediaStreamingOptions":{"transportUrl":"ws://127.0.0.1:%d/audio","transportType":"websocket",
                          "audioChannelType":"mixed","audioFormat":"pcm16KMono","startMediaStreaming":true,
                          "enableBidirectional":true,"enableDtmfTones":true,"dialect":"%s"}}""".formatted(CALLED, installation.buyNumber(), callbacks.uri("/callbacks"), botPort, dialect))
                .post("/calling/callConnections?api-version=2023-03-06")
                .then()
                .statusCode(201);
    }
}
