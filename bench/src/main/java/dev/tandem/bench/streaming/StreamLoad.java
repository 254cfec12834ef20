package dev.tandem.bench.streaming;

import dev.tandem.media.Conference;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.Cidr;
import dev.tandem.streaming.AudioStream;
import dev.tandem.streaming.AudioStreams;
import dev.tandem.streaming.DialectName;
import dev.tandem.streaming.StreamOptions;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Calls, each a conference of a caller and a bot at 16 kHz on a WebSocket of its own, all in one process with the bots:
 * how long audio takes each way beyond the 20 ms it lasts, how long after its start a stream is heard, and whether ten
 * seconds given at once are said without a gap, and fall silent when they are taken back. Arguments: calls (100) and seconds (30).
 */
public final class StreamLoad {
    private static final int WARMING = 50;
    private static final int BURST_SECONDS = 10;
    private static final int BURST_FRAMES = BURST_SECONDS * 50;

    private final Map<String, PacedCaller> callers = new ConcurrentHashMap<>();
    private final Map<String, ServerWebSocket> bots = new ConcurrentHashMap<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final List<AudioStream> streams = new ArrayList<>();
    private final Delays toBot;
    private final Delays toCall;
    private final Delays toSilence;
    private volatile Delays first;

    private StreamLoad(int calls, int seconds) {
        toBot = new Delays(calls * seconds * 2);
        toCall = new Delays(calls * seconds * 2);
        toSilence = new Delays(calls);
        first = new Delays(calls);
    }

    /** Runs it and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        new StreamLoad(calls, seconds).run(calls, seconds);
        System.exit(0);
    }

    private void run(int calls, int seconds) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServer server = vertx.createHttpServer().webSocketHandler(this::serve);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        ExecutorService lookups = Executors.newFixedThreadPool(2);
        OutboundGuard guard =
                new OutboundGuard(List.of(Cidr.parse("127.0.0.1/32").orElseThrow()));
        try (MediaEngine engine = new MediaEngine(
                        new MediaSettings(InetAddress.getLoopbackAddress(), Optional.empty(), 40_000, 40_999, 0, 2));
                AudioStreams place = new AudioStreams(
                        guard,
                        SslContextBuilder.forClient().build(),
                        lookups,
                        1,
                        AudioStreams.Limits.of(calls + WARMING),
                        Clock.systemUTC())) {
            engine.start();
            for (int call = 0; call < WARMING; call++) {
                call(engine, place, "warm-" + call, server.actualPort());
                rest(100);
            }
            rest(10_000);
            forgetWarming();
            for (int call = 0; call < calls; call++) {
                call(engine, place, "call-" + call, server.actualPort());
                rest(50);
            }
            long before = place.framesDropped();
            measure(calls, seconds);
            System.out.printf("frames dropped meanwhile: %d%n", place.framesDropped() - before);
            burst(calls);
            stopAudio();
            System.out.printf(
                    "frames dropped before, while the code was cold and streams began: %d; since then: %d%n",
                    before, place.framesDropped() - before);
            System.out.printf("samples dropped %d, streams failed %d%n", place.samplesDropped(), place.failed());
        }
        lookups.shutdownNow();
    }

    /** Ends what only made the compiler see it all. */
    private void forgetWarming() {
        streams.forEach(AudioStream::stop);
        streams.clear();
        rest(1_000);
        callers.clear();
        bots.clear();
        begun.clear();
        first = new Delays(first.max());
    }

    private void call(MediaEngine engine, AudioStreams place, String name, int port) {
        PacedCaller caller = new PacedCaller(toBot, toCall, toSilence, callers.size() * 7);
        callers.put(name, caller);
        Conference conference = engine.conference();
        conference.join(caller);
        URI url = URI.create("ws://127.0.0.1:" + port + "/" + name);
        begun.put(name, System.nanoTime());
        streams.add(place.start(
                conference, StreamOptions.mixed(DialectName.ACS, url, PacedCaller.RATE_HZ, name), update -> {}));
    }

    /** A bot: echoes everything; what it hears of a beep is timed. */
    private void serve(ServerWebSocket socket) {
        String name = socket.path().substring(1);
        bots.put(name, socket);
        PacedCaller caller = callers.get(name);
        socket.textMessageHandler(message -> {
            if (!message.startsWith("{\"kind\":\"AudioData\"")) {
                return;
            }
            Long start = begun.remove(name);
            if (start != null) {
                first.add(System.nanoTime() - start);
            }
            if (message.contains("\"silent\":false") && caller != null) {
                caller.botHeard();
            }
            socket.writeTextMessage(message);
        });
    }

    private void measure(int calls, int seconds) {
        rest(3_000);
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        callers.values().forEach(caller -> caller.measure(true));
        rest(seconds * 1_000L);
        callers.values().forEach(caller -> caller.measure(false));
        double cores = (cpuNanos() - cpu) / (double) (System.nanoTime() - begin);
        System.out.printf("%d calls, each with a bidirectional stream at 16 kHz, for %d s%n", calls, seconds);
        System.out.printf("caller to bot:  %s%n", toBot.describe());
        System.out.printf("bot to caller:  %s%n", toCall.describe());
        System.out.printf("first audio after the start: %s%n", first.describe());
        System.out.printf("cores used, bots and callers included: %.2f%n", cores);
        System.out.printf("late pieces of bots: %d%n", sum(AudioStream::underruns));
    }

    private void burst(int calls) {
        rest(1_000);
        String message = loudSeconds();
        callers.values().forEach(PacedCaller::countLoud);
        bots.values().forEach(bot -> bot.textMessageHandler(heard -> {}));
        for (ServerWebSocket bot : bots.values()) {
            bot.writeTextMessage(message);
            rest(20);
        }
        rest(BURST_SECONDS * 1_000L + 3_000);
        long whole = callers.values().stream()
                .filter(caller -> caller.loudFrames() >= BURST_FRAMES && caller.loudFrames() <= BURST_FRAMES + 1)
                .count();
        int gaps = callers.values().stream().mapToInt(PacedCaller::gaps).sum();
        System.out.printf("burst of %d s: whole in %d of %d calls, gaps %d%n", BURST_SECONDS, whole, calls, gaps);
    }

    /** Every bot has ten seconds waiting, and takes them back. */
    private void stopAudio() {
        String message = loudSeconds();
        for (ServerWebSocket bot : bots.values()) {
            bot.writeTextMessage(message);
            rest(20);
        }
        rest(1_000);
        for (Map.Entry<String, ServerWebSocket> bot : bots.entrySet()) {
            PacedCaller caller = callers.get(bot.getKey());
            if (caller != null) {
                caller.botStops();
                bot.getValue().writeTextMessage("{\"kind\":\"StopAudio\",\"stopAudio\":{}}");
                rest(7);
            }
        }
        rest(1_000);
        System.out.printf("silence after StopAudio: %s%n", toSilence.describe());
    }

    private static String loudSeconds() {
        byte[] octets = new byte[PacedCaller.RATE_HZ * BURST_SECONDS * 2];
        for (int i = 0; i < octets.length / 2; i++) {
            short sample = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / PacedCaller.RATE_HZ));
            octets[2 * i] = (byte) sample;
            octets[2 * i + 1] = (byte) (sample >> 8);
        }
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\""
                + Base64.getEncoder().encodeToString(octets) + "\"}}";
    }

    private long sum(ToLongFunction<AudioStream> figure) {
        return streams.stream().mapToLong(figure).sum();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void rest(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
