package dev.tandem.bench.media;

import dev.tandem.media.MediaCounters;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole media pipeline under load: real packets over real sockets between the engine and far ends in a process of
 * their own. The same far ends load a C program that does only libopus and UDP before, so that both figures come from one
 * run. A machine that others share is another one every minute: of several rounds the median ratio is told, and its spread.
 *
 * <pre>
 * bench/run media.Pipeline calls=100 work=transcode browser=fullband srtp=none complexity=5 warm=20 seconds=20 rounds=3
 * </pre>
 */
public final class Pipeline {
    /** C needs no warm-up but for its buffers. */
    private static final int FLOOR_WARM_SECONDS = 5;

    private final Scenario scenario;

    private Pipeline(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Runs one scenario, see {@link Scenario}. */
    public static void main(String[] words) throws Exception {
        Pipeline pipeline = new Pipeline(Scenario.of(words));
        System.out.println(pipeline.scenario);
        double[] ratios = new double[pipeline.scenario.rounds()];
        for (int round = 0; round < ratios.length; round++) {
            double floor = pipeline.floor();
            ratios[round] = pipeline.engine() / floor;
        }
        Arrays.sort(ratios);
        double median = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
        row("ratio to the C floor", "%.2f (%.2f to %.2f)", median, ratios[0], ratios[ratios.length - 1]);
        System.exit(0);
    }

    private double floor() throws IOException, InterruptedException {
        try (Floor floor = new Floor(scenario);
                Child peers = Child.java(Peers.class, scenario.peers(true).toArray(String[]::new))) {
            begin(floor, peers, Math.min(FLOOR_WARM_SECONDS, scenario.warmSeconds()));
            return measured("C floor", floor, peers);
        }
    }

    private double engine() throws IOException, InterruptedException {
        long residentBefore = LoopThreads.residentKilobytes();
        try (EngineGateway engine = new EngineGateway(scenario);
                Child peers = Child.java(Peers.class, scenario.peers(false).toArray(String[]::new))) {
            begin(engine, peers, scenario.warmSeconds());
            MediaCounters before = engine.engine().counters();
            long allocatedBefore = LoopThreads.allocatedOctets();
            double loopsBefore = LoopThreads.cpuSeconds();
            double cores = measured("Tandem", engine, peers);
            double loopsSeconds = LoopThreads.cpuSeconds() - loopsBefore;
            long allocated = LoopThreads.allocatedOctets() - allocatedBefore;
            MediaCounters after = engine.engine().counters();
            long packets = after.packetsIn() - before.packetsIn() + after.packetsOut() - before.packetsOut();
            row("of it media loops", "%.5f", loopsSeconds / scenario.seconds() / scenario.calls());
            row("allocated a packet", "%.1f B", (double) allocated / packets);
            row("dropped, late turns", "%d, %d", after.dropped() - before.dropped(), after.late() - before.late());
            row("RSS grown, a call", "%d kB", (LoopThreads.residentKilobytes() - residentBefore) / scenario.calls());
            row("path", "%s", engine.describe());
            return cores;
        }
    }

    private void begin(Gateway gateway, Child peers, int warmSeconds) throws IOException, InterruptedException {
        String[] bound = peers.expect("bound");
        int[] ports = Arrays.stream(bound).skip(2).mapToInt(Integer::parseInt).toArray();
        gateway.connect(peers, bound[1], ports);
        peers.tell("go");
        peers.expect("running");
        TimeUnit.SECONDS.sleep(warmSeconds);
    }

    /** Cores a call. */
    private double measured(String name, Gateway gateway, Child peers) throws IOException, InterruptedException {
        peers.tell("measure");
        double cpuBefore = gateway.cpuSeconds();
        double peersBefore = peers.cpuSeconds();
        long startNanos = System.nanoTime();
        TimeUnit.SECONDS.sleep(scenario.seconds());
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double cores = (gateway.cpuSeconds() - cpuBefore) / seconds;
        double peersCores = (peers.cpuSeconds() - peersBefore) / seconds;
        peers.tell("stop");
        String[] result = peers.expect("result");
        double perCall = cores / scenario.calls();
        long expected = Math.round(seconds * scenario.calls() * 100);
        System.out.println("-- " + name);
        row("load", "%.0f %% of a core (far ends %.0f %%)", 100 * cores, 100 * peersCores);
        row("CPU-s a call-s", "%.5f, %.0f calls a core", perCall, 1 / perCall);
        row("packets back", "%s of %d, %s missing", result[1], expected, result[2]);
        row("late, p50 p99", "%s %s ms", result[3], result[4]);
        row("transit, p50 p99", "%s %s ms", result[5], result[6]);
        return perCall;
    }

    private static void row(String name, String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, "%-22s " + format, prepend(name, values)));
    }

    private static Object[] prepend(String name, Object[] values) {
        return Stream.concat(Stream.of(name), Arrays.stream(values)).toArray();
    }
}
