package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.event.Sink.Answer;
import dev.tandem.event.Sink.Received;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What an application is told of its calls, by a server of its own that refuses a share of it, by chance. It sees at once
 * when an event comes before its turn: before the one that the call had before it was accepted. Thread-safe.
 */
final class ToldCalls {

    private final ObjectMapper json = new ObjectMapper();
    private final double refused;
    private final Random chance;
    private final Map<String, List<Event>> calls = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int deliveries;

    ToldCalls(double refused, long seed) {
        this.refused = refused;
        this.chance = new Random(seed);
    }

    private record Event(String id, String type, Instant time) {}

    /** Takes a delivery, or refuses it with 503. */
    synchronized Answer hear(Received request) {
        boolean accepts = chance.nextDouble() >= refused;
        try {
            json.readTree(request.body()).forEach(event -> hear(event, accepts));
        } catch (IOException malformed) {
            faults.add("not JSON: " + request.body());
        }
        return Answer.of(accepts ? 200 : 503);
    }

    private void hear(JsonNode body, boolean accepts) {
        deliveries++;
        Event event = new Event(
                body.path("id").asText(),
                body.path("type").asText().replaceFirst(".*\\.", ""),
                Instant.parse(body.path("time").asText()));
        List<Event> known =
                calls.computeIfAbsent(body.at("/data/callConnectionId").asText(), call -> new ArrayList<>());
        if (known.stream().noneMatch(each -> each.id().equals(event.id()))) {
            known.stream()
                    .filter(before -> !accepted.contains(before.id()))
                    .forEach(before -> faults.add(event + " came before " + before + " was accepted"));
            known.add(event);
        }
        if (accepts) {
            accepted.add(event.id());
        }
    }

    synchronized boolean isConnected(String call) {
        return types(call).contains("CallConnected");
    }

    private List<String> types(String call) {
        return calls.getOrDefault(call, List.of()).stream().map(Event::type).toList();
    }

    private synchronized boolean isOver(String call) {
        return calls.getOrDefault(call, List.of()).stream()
                .anyMatch(event -> event.type().equals("CallDisconnected") && accepted.contains(event.id()));
    }

    /** Fails with the calls whose end was not told in time. */
    void awaitEnds(Duration patience, Set<String> placed) {
        Set<String> waiting = new HashSet<>(placed);
        Eventually.equal(patience, Set.of(), () -> {
            waiting.removeIf(this::isOver);
            return waiting;
        });
    }

    /** Fails with the events that were not accepted in time. */
    void awaitAccepted(Duration patience, Set<String> committed) {
        Set<String> waiting = new HashSet<>(committed);
        Eventually.equal(patience, Set.of(), () -> {
            synchronized (this) {
                waiting.removeAll(accepted);
            }
            return waiting;
        });
    }

    /** Each call is told from its connection to its end, in the order in which things happened. */
    synchronized void assertInOrder() {
        assertThat(faults).isEmpty();
        calls.forEach((call, events) -> {
            assertThat(events).extracting(Event::time).as(call).isSorted();
            assertThat(types(call))
                    .as(call)
                    .isIn(
                            List.of("CallConnected", "ParticipantsUpdated", "CallDisconnected"),
                            // Killed before anybody had answered.
                            List.of("CallDisconnected"));
        });
    }

    @Override
    public synchronized String toString() {
        return calls.size() + " told of, by " + accepted.size() + " events in " + deliveries + " deliveries";
    }
}
