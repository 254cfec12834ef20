package dev.tandem.access.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.repeat.TallyResource;
import dev.tandem.testkit.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are slow, large or many. */
@ServiceTest
class RequestBodiesTest {

    /** More than there are workers. */
    private static final int SLOW = 300;

    @Inject
    Sessions sessions;

    @Inject
    MeterRegistry registry;

    @Inject
    BodyBudget budget;

    @Inject
    TallyResource tally;

    /** What the test before left is given back when its connections are seen to be gone. */
    @BeforeEach
    void nothingIsHeld() {
        Eventually.within(Duration.ofSeconds(5), () -> held() == 0);
    }

    @Test
    void whoSendsSlowlyKeepsNoWorkerAndIsSentAwayInTime() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(request("POST /console/session", "", 100, "{"));
            }
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                given().cookie(Sessions.COOKIE, sessions.open())
                        .get("/trunks")
                        .then()
                        .statusCode(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

            slow.get(0).setSoTimeout(15_000);
            assertThat(slow.get(0).getInputStream().read()).as("closed").isEqualTo(-1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoIsUnknownMaySayFourKilobytes() throws Exception {
        String body = "{\"accessKey\":\"" + "A".repeat(5000) + "\"}";
        try (Socket socket = request("POST /console/session", "", body.length(), body)) {
            assertThat(status(socket)).contains(" 413 ");
        }
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        try (Socket socket = request("POST /console/session", "Transfer-Encoding: chunked\r\n", 0, chunk)) {
            assertThat(status(socket)).contains(" 413 ");
        }
    }

    @Test
    void whenTheMemoryForBodiesIsTakenOthersAreToldToComeAgain() throws Exception {
        int taken = 0;
        while (budget.take(1 << 20)) {
            taken += 1 << 20;
        }
        try (Socket socket =
                request("POST /identities?api-version=2023-10-01", session(), 1 << 20, "{".repeat(1 << 20))) {
            BufferedReader answer = reader(socket);
            assertThat(answer.readLine()).contains(" 503 ");
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .anyMatch(line -> line.equalsIgnoreCase("Retry-After: 1"));
        } finally {
            budget.give(taken);
        }
    }

    @Test
    void whatARequestHeldIsGivenBackHoweverItEnds() throws Exception {
        double before = held();
        AtomicInteger errors = new AtomicInteger();
        Handler reader = counting(errors);
        Logger.getLogger("dev.tandem").addHandler(reader);
        try (Socket socket =
                request("POST /identities?api-version=2023-10-01", session(), 1 << 20, "{".repeat(100_000))) {
            Eventually.within(Duration.ofSeconds(5), () -> held() >= before + 100_000);
            assertThat(socket.isConnected()).isTrue();
        }
        Eventually.within(Duration.ofSeconds(5), () -> held() <= before);
        Logger.getLogger("dev.tandem").removeHandler(reader);
        assertThat(errors).as("clients go away; that is no error of ours").hasValue(0);
    }

    @Test
    void whoLeavesBeforeTheAnswerLeavesNothingBehind() throws Exception {
        double before = held();
        tally.begun = new CountDownLatch(1);
        tally.mayEnd = new CountDownLatch(1);
        String body = "{\"padding\":\"" + "x".repeat(100_000) + "\"}";
        try (Socket socket = request("POST /test-tally", session(), body.length(), body)) {
            assertThat(tally.begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(held()).isGreaterThanOrEqualTo(before + 100_000);
            assertThat(socket.isConnected()).isTrue();
        }
        tally.mayEnd.countDown();
        Eventually.within(Duration.ofSeconds(5), () -> held() <= before);
    }

    private static Handler counting(AtomicInteger errors) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() > Level.INFO.intValue()) {
                    errors.incrementAndGet();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private double held() {
        return registry.get("tandem.request.bodies.octets").gauge().value();
    }

    private String session() {
        return "Cookie: " + Sessions.COOKIE + "=" + sessions.open() + "\r\n";
    }

    private static Socket request(String line, String headers, int length, String body) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(10_000);
        String head = line + " HTTP/1.1\r\nHost: localhost:" + RestAssured.port + "\r\n" + headers
                + (length > 0 ? "Content-Length: " + length + "\r\n" : "")
                + "Content-Type: application/json\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return reader(socket).readLine();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
