package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.streaming.StreamUpdate.Details;
import dev.tandem.streaming.StreamUpdate.Status;
import dev.tandem.testkit.Eventually;
import io.vertx.core.http.ServerWebSocket;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bots that talk nonsense, do not read, go, or never were there: the stream is told why, and the call goes on. */
class FailingBotsTest extends StreamStage {

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
}
