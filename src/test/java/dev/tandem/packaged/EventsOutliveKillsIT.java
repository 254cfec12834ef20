package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.event.Sink.Received;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications hear of every call to its end and in order, although the gateway is killed again and again and their own
 * server refuses a fifth of what it is sent. {@code -DkilledCalls=1000} makes more calls.
 */
@Tag("interop")
class EventsOutliveKillsIT {

    private static final String VERSION = "?api-version=2023-03-06";
    private static final String NUMBERS = "?api-version=2022-12-01";
    private static final int CALLS = Integer.getInteger("killedCalls", 120);
    private static final int KILLS = 3;
    private static final int CALLERS = 8;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(SEED);
    private final Set<String> placed = ConcurrentHashMap.newKeySet();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private String callerId = "";

    /** An event as it arrived; its type ends with the sequence number, if it has one. */
    private record Heard(String call, String id, String type) {}

    @TempDir
    Path directory;

    @Test
    void everyCallIsToldToItsEndAndInOrder() throws Exception {
        try (Sink sink = new Sink(this::hear)) {
            for (int life = 1; life <= KILLS; life++) {
                int until = CALLS * life / KILLS;
                try (RunningJar gateway = start(life)) {
                    placeCallsAndKill(gateway, sink, until);
                }
            }
            try (RunningJar gateway = start(KILLS + 1)) {
                Eventually.within(PATIENCE, () -> placed.stream().allMatch(call -> isTold(call, "CallDisconnected")));
                Eventually.within(PATIENCE, () -> waiting(gateway) == 0);
                assertThat(gateway.get("/deadLetters").at("/value")).isEmpty();
            }
            placed.forEach(call -> assertInOrder(call, typesOf(call)));
        }
    }

    private synchronized boolean isRefused() {
        return random.nextInt(5) == 0;
    }

    private RunningJar start(int life) throws Exception {
        return new RunningJar(
                directory.resolve("data"),
                directory.resolve("life-" + life + ".log"),
                "-Dtandem.outbound.allow=127.0.0.1",
                "-Dtandem.request-rate.calls=0",
                "-Dtandem.limits.calls-per-second-per-number=1000",
                "-Dtandem.limits.calls-per-second-per-key=1000");
    }

    private void placeCallsAndKill(RunningJar gateway, Sink sink, int until) throws Exception {
        if (callerId.isEmpty()) {
            callerId = buy(gateway);
        }
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.execute(() -> placeUntilKilled(gateway, sink));
        }
        Eventually.within(PATIENCE, () -> placed.size() >= until);
        gateway.kill();
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static String buy(RunningJar gateway) throws Exception {
        String search = gateway.post("/availablePhoneNumbers/countries/US/:search" + NUMBERS, """
                        {"phoneNumberType":"geographic","assignmentType":"application","quantity":1,
                         "capabilities":{"calling":"inbound+outbound","sms":"none"}}""")
                .at("/search-id/0")
                .asText();
        gateway.post("/availablePhoneNumbers/:purchase" + NUMBERS, "{\"searchId\":\"" + search + "\"}");
        return gateway.get("/availablePhoneNumbers/searchResults/" + search + NUMBERS)
                .at("/phoneNumbers/0")
                .asText();
    }

    private void placeUntilKilled(RunningJar gateway, Sink sink) {
        try {
            while (true) {
                JsonNode call = gateway.post(
                        "/calling/callConnections" + VERSION, """
                        {"targets":[{"kind":"phoneNumber","phoneNumber":{"value":"+14255550199"}}],
                         "sourceCallerIdNumber":{"value":"%s"},"callbackUri":"%s"}
                        """.formatted(callerId, sink.uri("/callbacks")));
                String id = call.path("callConnectionId").asText();
                if (!id.isEmpty()) {
                    placed.add(id);
                    Eventually.within(PATIENCE, () -> isTold(id, "CallConnected"));
                    gateway.post("/calling/callConnections/" + id + ":terminate" + VERSION, "{}");
                }
            }
        } catch (IOException | AssertionError killed) {
            // What was placed counts all the same.
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private int waiting(RunningJar gateway) {
        try {
            return gateway.text("/q/metrics")
                    .lines()
                    .filter(line -> line.startsWith("tandem_events_waiting"))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (Exception unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    private boolean isTold(String call, String type) {
        return heard.stream()
                .anyMatch(event -> event.call().equals(call) && event.type().startsWith(type));
    }

    /** The types of a call's events in the order they came first; a repetition carries the id of the one before. */
    private List<String> typesOf(String call) {
        Map<String, String> types = new LinkedHashMap<>();
        heard.stream()
                .filter(event -> event.call().equals(call))
                .forEach(event -> types.putIfAbsent(event.id(), event.type()));
        return new ArrayList<>(types.values());
    }

    private Answer hear(Received request) {
        try {
            for (JsonNode event : json.readTree(request.body())) {
                heard.add(new Heard(
                        event.at("/data/callConnectionId").asText(),
                        event.path("id").asText(),
                        event.path("type").asText().replaceFirst(".*\\.", "")
                                + event.at("/data/sequenceNumber").asText()));
            }
        } catch (IOException malformed) {
            throw new AssertionError(request.body(), malformed);
        }
        return Answer.of(isRefused() ? 503 : 200);
    }

    private static void assertInOrder(String call, List<String> types) {
        assertThat(types).as(call).last().isEqualTo("CallDisconnected");
        assertThat(types.stream().filter(type -> type.startsWith("ParticipantsUpdated")))
                .as(call)
                .isSorted();
        if (types.contains("CallConnected")) {
            assertThat(types.indexOf("CallConnected")).as(call + " " + types).isLessThanOrEqualTo(1);
        }
    }
}
