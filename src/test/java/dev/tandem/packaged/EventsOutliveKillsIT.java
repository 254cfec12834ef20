package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.event.Sink;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications hear of every call to its end and in order, although the gateway is killed (SIGKILL) again and again and
 * their own server refuses a fifth of what it is sent. {@code -DkilledCalls=1000 -Dkills=8} makes more of both.
 */
@Tag("interop")
class EventsOutliveKillsIT {

    private static final String VERSION = "?api-version=2023-03-06";
    private static final int CALLS = Integer.getInteger("killedCalls", 200);
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int CALLERS = 8;
    private static final int KILLED_WITHIN_MILLIS = 400;
    private static final double REFUSED = 0.2;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Random moments = new Random(SEED);
    private final Set<String> placed = ConcurrentHashMap.newKeySet();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final ToldCalls told = new ToldCalls(REFUSED, SEED);
    private String callerId = "";
    private volatile boolean killed;

    @TempDir
    Path directory;

    @Test
    void everyCallIsToldToItsEndAndInOrder() throws Exception {
        try (Sink sink = new Sink(told::hear)) {
            for (int life = 1; life <= KILLS; life++) {
                try (RunningJar gateway = start(life)) {
                    placeCallsAndKill(gateway, sink, CALLS * life / KILLS);
                }
                committed.addAll(undelivered(life));
            }
            try (RunningJar gateway = start(KILLS + 1)) {
                told.awaitEnds(PATIENCE, placed);
                told.awaitAccepted(PATIENCE, committed);
                Eventually.within(PATIENCE, () -> nothingWaits(gateway));
                assertThat(gateway.get("/deadLetters").at("/value")).isEmpty();
            }
            assertThat(undelivered(KILLS + 1)).as("left in the outbox").isEmpty();
            assertThat(committed).as("events that a kill overtook").isNotEmpty();
            told.assertInOrder();
            System.out.printf(
                    "%d calls, %d kills, %d events overtaken by them; %s%n",
                    placed.size(), KILLS, committed.size(), told);
        }
    }

    private RunningJar start(int life) throws Exception {
        return new RunningJar(
                directory.resolve("data"),
                directory.resolve("life-" + life + ".log"),
                "-Dtandem.outbound.allow=127.0.0.1",
                "-Dtandem.request-rate.calls=0",
                "-Dtandem.limits.calls-per-second-per-number=1000",
                "-Dtandem.limits.calls-per-second-per-key=1000",
                "-Dtandem.toll.application=0/0/0",
                "-Dtandem.toll.number=0/0/0",
                "-Dtandem.toll.trunk=0/0/0",
                "-Dtandem.toll.tenant=0/0/0");
    }

    private void placeCallsAndKill(RunningJar gateway, Sink sink, int until) throws Exception {
        if (callerId.isEmpty()) {
            callerId = gateway.buyNumber();
        }
        killed = false;
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> calling = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            calling.add(callers.submit(() -> placeUntilKilled(gateway, sink)));
        }
        Eventually.within(
                PATIENCE.multipliedBy(4),
                () -> placed.size() >= until || calling.get(0).isDone());
        long momentNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(moments.nextInt(KILLED_WITHIN_MILLIS));
        Eventually.within(PATIENCE, () -> System.nanoTime() > momentNanos);
        gateway.kill();
        killed = true;
        callers.shutdown();
        for (Future<?> caller : calling) {
            caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Void placeUntilKilled(RunningJar gateway, Sink sink) throws Exception {
        try {
            while (!killed) {
                JsonNode call = gateway.post(
                        "/calling/callConnections" + VERSION, """
                        {"targets":[{"kind":"phoneNumber","phoneNumber":{"value":"+14255550199"}}],
                         "sourceCallerIdNumber":{"value":"%s"},"callbackUri":"%s"}
                        """.formatted(callerId, sink.uri("/callbacks")));
                String id = call.path("callConnectionId").asText();
                placed.add(id);
                Eventually.within(PATIENCE, () -> killed || told.isConnected(id));
                gateway.post("/calling/callConnections/" + id + ":terminate" + VERSION, "{}");
            }
        } catch (IOException gone) {
            // What was placed counts all the same.
            Eventually.within(PATIENCE, () -> killed);
        }
        return null;
    }

    private static boolean nothingWaits(RunningJar gateway) {
        try {
            return gateway.text("/q/metrics").contains("tandem_events_waiting 0.0");
        } catch (Exception unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    /** The ids of the events that a life left in its outbox, read from a copy of what it left on the disk. */
    private Set<String> undelivered(int life) throws Exception {
        Path copy = directory.resolve("after-" + life);
        Files.copy(directory.resolve("data/tandem.mv.db"), Path.of(copy + ".mv.db"));
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (Connection store = DriverManager.getConnection("jdbc:h2:file:" + copy, "tandem", "tandem");
                Statement query = store.createStatement();
                ResultSet rows = query.executeQuery("select event_id from event_outbox")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
