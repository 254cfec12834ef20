package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.streaming.StreamUpdate.Details;
import dev.tandem.streaming.StreamUpdate.Status;
import dev.tandem.testkit.Eventually;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams over real sockets, with bots that keep to their dialect. */
class AudioStreamsTest extends StreamStage {

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
