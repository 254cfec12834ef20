package dev.tandem.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.Identities;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.testkit.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one WebSocket there is, and who tries to get more out of it. */
@ServiceTest
class SipWebSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PROTOCOL = "Sec-WebSocket-Protocol: sip\r\n";

    @Inject
    Identities identities;

    @Inject
    AccessTokens tokens;

    @Inject
    MeterRegistry meters;

    private AddressOfRecord aor;

    @BeforeEach
    void create() {
        aor = identities.create();
    }

    @AfterEach
    void delete() {
        identities.delete(aor);
    }

    @Test
    void noOtherSpellingOfThePathOpensIt() throws IOException {
        String token = token("voip", Duration.ofHours(1));
        assertThat(status("/ws/sip?access_token=" + token, PROTOCOL)).isEqualTo(101);
        for (String path : List.of("/ws/%73ip", "/ws//sip", "//ws/sip", "/ws/./sip", "/x/../ws/sip", "/ws/sip/")) {
            assertThat(status(path + "?access_token=" + token, PROTOCOL))
                    .as(path)
                    .isEqualTo(404);
            assertThat(status(path, PROTOCOL)).as(path + " without a token").isEqualTo(404);
        }
    }

    @Test
    void aTokenForOtherThingsOpensNothing() throws IOException {
        assertThat(status("/ws/sip?access_token=" + token("chat", Duration.ofHours(1)), PROTOCOL))
                .isEqualTo(403);
        assertThat(status("/ws/sip", PROTOCOL)).isEqualTo(401);
    }

    @Test
    void theSubProtocolIsRequired() throws IOException {
        String token = token("voip", Duration.ofHours(1));
        assertThat(status("/ws/sip?access_token=" + token, "")).isEqualTo(400);
        assertThat(status("/ws/sip?access_token=" + token, "Sec-WebSocket-Protocol: chat\r\n"))
                .isEqualTo(400);
    }

    @Test
    void whoPingsWithoutReadingIsClosed() throws IOException {
        double before = meters.get("tandem.websockets.closed").functionCounter().count();
        try (Socket socket = socket("/ws/sip?access_token=" + token("voip", Duration.ofHours(1)), PROTOCOL)) {
            byte[] pings = new byte[500 * 131];
            for (int at = 0; at < pings.length; at += 131) {
                pings[at] = (byte) 0x89;
                pings[at + 1] = (byte) (0x80 | 125);
            }
            assertThat(isCutOff(socket, pings)).isTrue();
        }
        Eventually.equal(
                PATIENCE,
                before + 1,
                () -> meters.get("tandem.websockets.closed").functionCounter().count());
    }

    @Test
    void aTokenThatExpiresEndsTheConnectionInWords() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(
                        URI.create("ws://localhost:" + RestAssured.port + "/ws/sip?access_token="
                                + token("voip", Duration.ofSeconds(3))),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                                closed.complete(status + " " + reason);
                                return null;
                            }
                        })
                .join();
        assertThat(closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("4401 access token expired");
    }

    private String token(String scope, Duration life) {
        return tokens.issue(aor, List.of(scope), life).token();
    }

    private static int status(String path, String headers) throws IOException {
        try (Socket socket = socket(path, headers)) {
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).split(" ", 2)[1]);
        }
    }

    private static Socket socket(String path, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends what nobody could want until it cannot be sent any more; five hundred pings at a time. */
    private static boolean isCutOff(Socket socket, byte[] pings) throws IOException {
        InputStream in = socket.getInputStream();
        assertThat(Arrays.copyOf(in.readNBytes(12), 12)).isEqualTo("HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII));
        try {
            for (int i = 0; i < 2_000; i++) {
                socket.getOutputStream().write(pings);
            }
            return false;
        } catch (IOException cutOff) {
            return true;
        }
    }
}
