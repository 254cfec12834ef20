package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attack on one fresh gateway, a call up throughout. */
final class Trial {
    private static final String LIST = "/phoneNumbers?api-version=2022-12-01";
    private static final String WRITE = "/identities?api-version=2023-10-01";
    private static final String CALLER = "+13125550000";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
    private static final Duration RECORD_WITHIN = Duration.ofSeconds(10);

    private final Attack attack;
    private final Duration warm;
    private final Duration time;
    private final Ports ports;
    private final Launch launch;
    private final Path folder;

    Trial(Attack attack, Duration warm, Duration time, Ports ports, Launch launch, Path folder) {
        this.attack = attack;
        this.warm = warm;
        this.time = time;
        this.ports = ports;
        this.launch = launch;
        this.folder = folder;
    }

    /**
     * What came of it.
     *
     * @param failings empty when the gateway survived
     * @param told what else is worth knowing, a line each
     */
    record Outcome(List<String> failings, List<String> told) {}

    Outcome run() throws Exception {
        try (Gateway gateway = new Gateway(launch, ports, folder)) {
            Provisioning provisioning = new Provisioning(gateway.rest(), ports);
            try (Parties parties = provisioning.parties();
                    ScriptedCall call = ScriptedCall.place(
                                    parties, CALLER, parties.phone().address(), NewCall.WITHIN)
                            .orElseThrow(() -> new IOException("the call did not come up"))) {
                List<Integer> callPorts = call.gatewayPorts();
                Target target = new Target(ports, callPorts.get(0), callPorts.get(1), provisioning.token());
                // New calls cost the first of their kind what the JVM has to learn of them.
                NewCall.place(parties);
                TimeUnit.NANOSECONDS.sleep(warm.toNanos());
                return attacked(gateway, parties, call, new Attack.Scene(target, launch.data(), gateway.rest()));
            }
        }
    }

    private Outcome attacked(Gateway gateway, Parties parties, ScriptedCall call, Attack.Scene scene) throws Exception {
        attack.ready(scene, time);
        Vitals before = gateway.vitals();
        ScheduledExecutorService calls = Executors.newSingleThreadScheduledExecutor();
        try (SipPeer asking = new SipPeer(parties.carrier().address(), parties.gateway());
                Probe sip = new Probe("OPTIONS", () -> options(asking, PROBE_WITHIN));
                Probe rest = new Probe("REST", () -> status(scene.rest(), LIST));
                Probe ready = new Probe("readiness", () -> status(scene.rest(), "/q/health/ready"))) {
            parties.farEnds().forgetStalls();
            call.look();
            Future<NewCall> meanwhile =
                    calls.schedule(() -> NewCall.place(parties), time.toNanos() / 2, TimeUnit.NANOSECONDS);
            String achieved = attack.run(scene, time);
            long endNanos = System.nanoTime();
            Map<String, Optional<Long>> answers = answers(asking, scene.rest(), endNanos);
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            List<Reception.Way> ways = call.seen();
            long stallNanos = parties.farEnds().stallNanos();
            NewCall during = meanwhile.get();
            NewCall after = calls.submit(() -> NewCall.place(parties)).get();
            boolean recorded = after.isUp() && isRecorded(scene.rest(), after.caller());
            Vitals later = later(gateway, before, endNanos);
            Observed seen = new Observed(
                    gateway.isAlive() ? Optional.empty() : Optional.of(gateway.lastWords()),
                    ways,
                    call.wasHungUp(),
                    answers,
                    attack.judgesCallMeanwhile() ? Optional.of(during) : Optional.empty(),
                    after,
                    recorded,
                    before,
                    later,
                    launch.heapMegabytes());
            return new Outcome(
                    Verdict.failings(seen),
                    List.of(
                            achieved,
                            Told.call(ways, stallNanos),
                            Told.end(answers, after, recorded),
                            "before: " + before + "; after: " + later,
                            "meanwhile: " + sip + "; " + rest + "; " + ready + "; new call " + during));
        } finally {
            calls.shutdownNow();
        }
    }

    private static String options(SipPeer asking, Duration within) throws InterruptedException {
        String to = "sip:127.0.0.1";
        return asking.ask("OPTIONS", to, "<sip:x@x>;tag=x", "<" + to + ">", UUID.randomUUID() + "", 1, "", within)
                .map(response -> Integer.toString(response.status()))
                .orElse("silence");
    }

    private static String status(Rest rest, String path) throws IOException {
        return Integer.toString(rest.get(path, PROBE_WITHIN).status());
    }

    /** What answers within a second of the attack's end, all asked at once. */
    private static Map<String, Optional<Long>> answers(SipPeer asking, Rest rest, long endNanos)
            throws InterruptedException {
        Map<String, Callable<Boolean>> questions = new LinkedHashMap<>();
        questions.put("SIP", () -> !options(asking, ANSWER_WITHIN).equals("silence"));
        questions.put("REST", () -> rest.get(LIST, ANSWER_WITHIN).isGood());
        questions.put(
                "writing REST",
                () -> rest.send("POST", WRITE, "application/json", "{}", ANSWER_WITHIN)
                        .isGood());
        ExecutorService threads = Executors.newFixedThreadPool(questions.size());
        Map<String, Future<Long>> asked = new LinkedHashMap<>();
        questions.forEach((name, question) -> asked.put(
                name, threads.submit(() -> question.call() ? (System.nanoTime() - endNanos) / 1_000_000 : -1)));
        Map<String, Optional<Long>> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Long>> each : asked.entrySet()) {
            answers.put(each.getKey(), inTime(each.getValue(), endNanos));
        }
        threads.shutdownNow();
        return answers;
    }

    private static Optional<Long> inTime(Future<Long> millis, long endNanos) throws InterruptedException {
        try {
            long left = ANSWER_WITHIN.toNanos() - (System.nanoTime() - endNanos);
            return Optional.of(millis.get(Math.max(1, left), TimeUnit.NANOSECONDS))
                    .filter(took -> took >= 0);
        } catch (ExecutionException | TimeoutException silent) {
            return Optional.empty();
        }
    }

    private static boolean isRecorded(Rest rest, String caller) throws InterruptedException {
        long deadline = System.nanoTime() + RECORD_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (rest.get("/callRecords", PROBE_WITHIN).body().contains(caller)) {
                    return true;
                }
            } catch (IOException silent) {
                // Then it is asked again.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return false;
    }

    /** What the gateway holds when everything is back, or half a minute after the attack. */
    private Vitals later(Gateway gateway, Vitals before, long endNanos) throws InterruptedException {
        Vitals now = gateway.vitals();
        while (gateway.isAlive()
                && !Verdict.isBack(before, now, launch.heapMegabytes())
                && System.nanoTime() - endNanos < BACK_WITHIN.toNanos()) {
            TimeUnit.SECONDS.sleep(1);
            now = gateway.vitals();
        }
        return now;
    }
}
