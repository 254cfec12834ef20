package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.trunk.Cidr;
import dev.tandem.streaming.StreamUpdate.Details;
import dev.tandem.streaming.StreamUpdate.Status;
import dev.tandem.testkit.Eventually;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams over real sockets, with bots of all kinds; the call's 20 ms pass when the test says so. */
class AudioStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static Vertx vertx;
    private static SslContext tls;

    private final ExecutorService lookups = Executors.newSingleThreadExecutor();
    private final HandSeat seat = new HandSeat();
    private final Queue<StreamUpdate> updates = new ConcurrentLinkedQueue<>();
    private AudioStreams streams;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        tls = SslContextBuilder.forClient().build();
    }

    @AfterAll
    static void closeAll() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void place() {
        streams = streams("127.0.0.1/32", 3);
    }

    private AudioStreams streams(String allowed, int max) {
        OutboundGuard guard = new OutboundGuard(List.of(Cidr.parse(allowed).orElseThrow()));
        // One loop for all streams: whoever blocks it, blocks the others.
        return new AudioStreams(guard, tls, lookups, 1, new AudioStreams.Limits(max, 1_000, 1_000, 30_000, 10));
    }

    @AfterEach
    void close() {
        streams.close();
        lookups.shutdownNow();
    }

    private AudioStream started(DialectName dialect, URI url) {
        return started(seat, dialect, url);
    }

    private AudioStream started(HandSeat in, DialectName dialect, URI url) {
        int rate = dialect == DialectName.TWILIO ? 8_000 : 16_000;
        return streams.start(in, StreamOptions.mixed(dialect, url, rate, "call-1"), updates::add);
    }

    private void eventually(Status status, Details details) {
        Eventually.within(
                PATIENCE,
                () -> updates.stream().anyMatch(told -> told.status() == status && told.details() == details));
    }

    private static String audio(int value, int samples) {
        short[] said = new short[samples];
        Arrays.fill(said, (short) value);
        String data = Base64.getEncoder().encodeToString(Samples.linear(said));
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"" + data + "\"}}";
    }

    /** Lets 20 ms pass until what is said in the call is this, and returns that frame. */
    private static void hears(HandSeat seat, int value) {
        Eventually.within(PATIENCE, () -> seat.speak()[100] == value);
    }

    @Test
    void anAcsBotHearsTheCallAndIsHeardInIt() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            started(DialectName.ACS, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            seat.hear(1_000);
            seat.press('5');
            Eventually.within(PATIENCE, () -> bot.count("DtmfData") == 1 && bot.count("\"AudioData\"") == 1);
            assertThat(bot.texts.element()).contains("AudioMetadata");

            bot.send(audio(77, 16_000));
            hears(seat, 77);
        }
    }

    @Test
    void aTwilioBotHearsTheCallAndItsMarksComeBackWhenTheyWereReallyPlayed() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            started(DialectName.TWILIO, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            byte[] sound = Samples.muLaw(new short[800]);
            bot.send("{\"event\":\"media\",\"media\":{\"payload\":\""
                    + Base64.getEncoder().encodeToString(sound) + "\"}}");
            bot.send("{\"event\":\"mark\",\"mark\":{\"name\":\"said\"}}");
            bot.send("{\"event\":\"media\",\"media\":{\"payload\":\""
                    + Base64.getEncoder().encodeToString(sound) + "\"}}");
            Eventually.within(PATIENCE, () -> streams.active() == 1 && bot.count("\"event\":\"start\"") == 1);
            seat.hear(1);
            Eventually.within(PATIENCE, () -> bot.count("\"event\":\"media\"") == 1);

            assertThat(bot.count("\"event\":\"mark\"")).isZero();
            // 800 samples are five frames; with the sixth the mark is reached.
            Eventually.within(PATIENCE, () -> {
                seat.speak();
                return bot.count("\"event\":\"mark\"") == 1;
            });
            assertThat(bot.count("\"name\":\"said\"")).isEqualTo(1);
        }
    }

    @Test
    void aJambonzBotSpeaksItsSubprotocolAndSamples() throws Exception {
        Queue<Buffer> heard = new ConcurrentLinkedQueue<>();
        try (TestBot bot = TestBot.on(vertx, socket -> {
            socket.binaryMessageHandler(heard::add);
            socket.writeBinaryMessage(Buffer.buffer(Samples.linear(filled(42))));
        })) {
            started(DialectName.JAMBONZ, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            assertThat(bot.sockets.get(0).subProtocol()).isEqualTo("audio.jambonz.org");
            seat.hear(513);
            Eventually.within(PATIENCE, () -> !heard.isEmpty());
            assertThat(heard.element().getBytes(0, 2)).containsExactly(1, 2);
            hears(seat, 42);
        }
    }

    private static short[] filled(int value) {
        short[] samples = new short[16_000];
        Arrays.fill(samples, (short) value);
        return samples;
    }

    @Test
    void stopAudioIsSilenceWithinFortyMilliseconds() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            AudioStream stream = started(DialectName.ACS, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            bot.send(audio(5_000, 16_000 * 10));
            hears(seat, 5_000);

            bot.send("{\"kind\":\"StopAudio\",\"stopAudio\":{}}");
            bot.send("{\"kind\":\"New\"}");
            AtomicInteger frames = new AtomicInteger();
            Eventually.within(PATIENCE, () -> {
                frames.incrementAndGet();
                return seat.speak()[319] == 0;
            });
            assertThat(seat.speak()).containsOnly((short) 0);
            assertThat(frames.get()).as("of the 500 frames that were given").isLessThan(300);
            assertThat(stream.samplesDropped()).isZero();
        }
    }

    @Test
    void tenSecondsAtOnceAreSaidWithoutGapOrDrop() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            AudioStream stream = started(DialectName.ACS, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            bot.send(audio(5_000, 16_000 * 10));
            hears(seat, 5_000);

            for (int frame = 1; frame < 500; frame++) {
                assertThat(seat.speak()).containsOnly((short) 5_000);
            }
            assertThat(stream.samplesDropped()).isZero();
            assertThat(stream.underruns()).isZero();
        }
    }

    @Test
    void theUpgradeCarriesTheTraceTheHeadersAndTheWholeUrl() throws Exception {
        AtomicReference<MultiMap> headers = new AtomicReference<>();
        AtomicReference<String> uri = new AtomicReference<>();
        try (TestBot bot = TestBot.on(vertx, socket -> {
            headers.set(socket.headers());
            uri.set(socket.uri());
        })) {
            streams.start(
                    seat,
                    new StreamOptions(
                            DialectName.ACS,
                            bot.url(),
                            24_000,
                            true,
                            true,
                            true,
                            "call-1",
                            Map.of(),
                            Map.of("x-ms-call-connection-id", "call-1")),
                    updates::add);
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            assertThat(headers.get().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            assertThat(headers.get().get("x-ms-call-connection-id")).isEqualTo("call-1");
            assertThat(uri.get()).isEqualTo("/bot?key=1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"%%%\"}}",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AQID\"}}"
            })
    void garbageFailsTheStreamWithWordsAndTheCallGoesOn(String garbage) throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> socket.writeTextMessage(garbage))) {
            started(DialectName.ACS, bot.url());
            eventually(Status.FAILED, Details.BAD_REQUEST);

            assertThat(updates)
                    .last()
                    .satisfies(update -> assertThat(update.message()).isNotEmpty());
            assertThat(seat.left).isTrue();
            assertThat(streams.active()).isZero();
            assertThat(streams.failed()).isEqualTo(1);
            seat.hear(1);
            assertThat(seat.speak()).containsOnly((short) 0);
            Eventually.within(PATIENCE, () -> bot.sockets.get(0).isClosed());
            assertThat(bot.sockets.get(0).closeStatusCode()).isEqualTo((short) 1007);
        }
    }

    @Test
    void aMessageBeyondTheBoundFailsTheStream() throws Exception {
        String tooLong = "x".repeat(BotSocket.MESSAGE_OCTETS_MAX + 1);
        try (TestBot bot = TestBot.on(vertx, socket -> socket.writeTextMessage(tooLong))) {
            started(DialectName.ACS, bot.url());
            eventually(Status.FAILED, Details.BAD_REQUEST);
            assertThat(updates)
                    .last()
                    .satisfies(update -> assertThat(update.message()).contains("protocol"));
        }
    }

    @Test
    void aBotThatNeverReadsDelaysNobodyAndFailsInTheEnd() throws Exception {
        HandSeat healthy = new HandSeat();
        try (TestBot deaf = TestBot.on(vertx, ServerWebSocket::pause);
                TestBot good = TestBot.on(vertx, socket -> {})) {
            AudioStream stuck = started(DialectName.ACS, deaf.url());
            started(healthy, DialectName.ACS, good.url());
            Eventually.within(PATIENCE, () -> updates.size() == 2);

            AtomicInteger sent = new AtomicInteger();
            Eventually.within(PATIENCE, () -> {
                for (int i = 0; i < 20; i++) {
                    seat.hear(1_000);
                }
                healthy.hear(sent.incrementAndGet());
                return stuck.framesDropped() > 0 && good.count("\"AudioData\"") >= sent.get() - 3L;
            });
            Eventually.within(PATIENCE, () -> {
                seat.hear(1_000);
                return updates.stream().anyMatch(told -> told.status() == Status.FAILED);
            });
            assertThat(updates).last().satisfies(update -> {
                assertThat(update.details()).isEqualTo(Details.BAD_REQUEST);
                assertThat(update.message()).contains("does not read");
            });
            assertThat(seat.left).isTrue();
            assertThat(healthy.left).isFalse();
            assertThat(streams.active()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatIsLostIsFoundAgain() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (TestBot bot = TestBot.on(vertx, socket -> {
            if (connections.incrementAndGet() < 3) {
                socket.close((short) 1012, "restarting");
            }
        })) {
            started(DialectName.ACS, bot.url());
            Eventually.within(
                    PATIENCE,
                    () -> connections.get() == 3
                            && updates.stream()
                                            .filter(told -> told.details() == Details.CONNECTION_REESTABLISHED)
                                            .count()
                                    == 2);
            seat.hear(7);
            Eventually.within(PATIENCE, () -> bot.count("\"AudioData\"") == 1);
            assertThat(bot.count("AudioMetadata"))
                    .as("each connection begins anew")
                    .isEqualTo(3);
            assertThat(seat.left).isFalse();
        }
    }

    @Test
    void aBotThatClosesHasWhatItWanted() throws Exception {
        try (TestBot bot = TestBot.on(vertx, ServerWebSocket::close)) {
            started(DialectName.ACS, bot.url());
            eventually(Status.STOPPED, Details.SUBSCRIPTION_STOPPED);
            assertThat(seat.left).isTrue();
        }
    }

    @Test
    void stoppingSaysGoodbyeInTheDialect() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            AudioStream stream = started(DialectName.TWILIO, bot.url());
            eventually(Status.STARTED, Details.SUBSCRIPTION_STARTED);
            stream.stop();
            stream.stop();

            eventually(Status.STOPPED, Details.SUBSCRIPTION_STOPPED);
            Eventually.within(PATIENCE, () -> bot.sockets.get(0).isClosed());
            assertThat(bot.count("\"event\":\"stop\"")).isEqualTo(1);
            assertThat(bot.sockets.get(0).closeStatusCode()).isEqualTo((short) 1000);
            assertThat(updates).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,AUTHENTICATION_FAILURE", "403,FORBIDDEN", "404,INITIAL_CONNECTION_FAILED", "429,TOO_MANY_REQUESTS"
    })
    void aBotThatSaysNoIsToldAsItSaidIt(int status, Details details) throws Exception {
        try (TestBot bot = TestBot.answering(
                vertx, request -> request.response().setStatusCode(status).end())) {
            started(DialectName.ACS, bot.url());
            eventually(Status.FAILED, details);
            assertThat(updates)
                    .last()
                    .satisfies(update -> assertThat(update.message()).contains("" + status));
        }
    }

    @Test
    void aBotThatNeverAnswersTheUpgradeTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            started(DialectName.ACS, URI.create("ws://127.0.0.1:" + silent.getLocalPort()));
            eventually(Status.FAILED, Details.SERVICE_TIMEOUT);
        }
    }

    @Test
    void nobodyThereFailsTheStream() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        started(DialectName.ACS, URI.create("ws://127.0.0.1:" + port));
        eventually(Status.FAILED, Details.INITIAL_CONNECTION_FAILED);
    }

    @Test
    void aBotThatGoesInTheMiddleOfAFrameIsTriedAgainAndThenGivenUp() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread bot = new Thread(() -> brokenBot(server, connections));
            bot.setDaemon(true);
            bot.start();
            started(DialectName.ACS, URI.create("ws://127.0.0.1:" + server.getLocalPort()));

            eventually(Status.FAILED, Details.CONNECTION_INTERRUPTED);
            assertThat(connections).hasValue(4);
            assertThat(seat.left).isTrue();
        }
    }

    /** Upgrades by hand, begins a frame of 100 octets, and goes after three of them. */
    private static void brokenBot(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                StringBuilder request = new StringBuilder();
                while (request.indexOf("\r\n\r\n") < 0) {
                    request.append((char) socket.getInputStream().read());
                }
                String key = request.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                        .findFirst()
                        .orElseThrow()
                        .substring(18)
                        .strip();
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[] {(byte) 0x81, 100, 'a', 'b', 'c'});
                socket.shutdownOutput();
                // Read to the end: what lies unread would turn the goodbye into a reset.
                assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            } catch (Exception over) {
                return;
            }
        }
    }

    @Test
    void theInsideOfTheNetworkIsNotConnectedTo() {
        started(DialectName.ACS, URI.create("wss://169.254.169.254/latest"));
        eventually(Status.FAILED, Details.FORBIDDEN);
        updates.clear();
        streams.close();
        streams = streams("203.0.113.1/32", 3);
        started(DialectName.ACS, URI.create("wss://127.0.0.1:1/"));
        eventually(Status.FAILED, Details.FORBIDDEN);
    }

    @Test
    void oneStreamTooManyFailsAtOnceAndTheOthersGoOn() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            for (int i = 0; i < 4; i++) {
                started(new HandSeat(), DialectName.ACS, bot.url());
            }
            eventually(Status.FAILED, Details.TOO_MANY_REQUESTS);
            assertThat(streams.active()).isEqualTo(3);
        }
    }

    @Test
    void aStreamStoppedWhileItConnectsLeavesNoConnectionBehind() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            AudioStream stream = started(DialectName.ACS, bot.url());
            stream.stop();
            eventually(Status.STOPPED, Details.SUBSCRIPTION_STOPPED);
            Eventually.within(PATIENCE, () -> bot.sockets.stream().allMatch(ServerWebSocket::isClosed));
            assertThat(streams.active()).isZero();
        }
    }
}
