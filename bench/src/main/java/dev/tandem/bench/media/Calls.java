package dev.tandem.bench.media;

import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaCounters;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Thousands of short transcoding calls through one engine, some hundred at once, and what is left of them; then what one
 * more call at the same time weighs. The far ends are legs of a second engine in this process, which hold as much: on both
 * sides a call is a leg of PCMU and one of Opus, coded both ways.
 *
 * <pre>BENCH_JAVA_OPTS="-Xms512m -Xmx512m -XX:+AlwaysPreTouch" bench/run media.Calls [calls] [at once]</pre>
 *
 * <p>With a heap that is resident from the start, as above, what the resident set grows by is native memory alone, and a
 * call weighs the sum of both figures.
 */
public final class Calls {
    private static final int ENGINES = 2;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final MediaEngine near = engine(10_000, 19_999);
    private final MediaEngine far = engine(20_000, 29_999);

    /** One call: what it holds. */
    private record Call(Conference conference, List<MediaLeg> legs) {
        void close() {
            conference.close();
            legs.forEach(MediaLeg::close);
        }
    }

    private Calls() {
        near.start();
        far.start();
    }

    /** Calls in all, calls at once. */
    public static void main(String[] words) throws IOException {
        int all = words.length > 0 ? Integer.parseInt(words[0]) : 10_000;
        int atOnce = words.length > 1 ? Integer.parseInt(words[1]) : 200;
        Calls calls = new Calls();
        calls.round(atOnce);
        System.out.println("after the first " + atOnce + "   " + calls.state());
        long startNanos = System.nanoTime();
        for (int made = 0; made < all; made += atOnce) {
            calls.round(atOnce);
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf(Locale.ROOT, "after %d more     %s, %.0f calls/s%n", all, calls.state(), all / seconds);
        calls.weigh(atOnce);
        System.exit(0);
    }

    /** Sets calls up, waits until each is heard at both ends, and takes them down. */
    private void round(int atOnce) {
        List<Call> calls = Stream.generate(this::call).limit(atOnce).toList();
        await(() -> calls.stream().allMatch(Calls::heard));
        calls.forEach(Call::close);
        await(() -> near.counters().legs() == 0 && far.counters().legs() == 0);
    }

    private static boolean heard(Call call) {
        return call.legs().stream().allMatch(leg -> leg.stats().packetsIn() > 0);
    }

    private Call call() {
        MediaLeg trunk = near.leg(LegKind.RTP, event -> {});
        MediaLeg phone = near.leg(LegKind.RTP, event -> {});
        MediaLeg carrier = far.leg(LegKind.RTP, event -> {});
        MediaLeg user = far.leg(LegKind.RTP, event -> {});
        connect(trunk, carrier, CodecName.PCMU);
        connect(phone, user, CodecName.OPUS);
        Conference conference = near.conference();
        conference.join(trunk);
        conference.join(phone);
        far.attach(carrier, Tone.INSTANCE);
        far.attach(user, Tone.INSTANCE);
        return new Call(conference, List.of(trunk, phone, carrier, user));
    }

    private static void connect(MediaLeg one, MediaLeg other, CodecName codec) {
        Agreed answer = (Agreed) other.answer(one.offer(List.of(codec)), List.of(codec));
        one.accept(answer.sdp());
    }

    /** What one more call at the same time weighs, by the difference between two numbers of them. */
    private void weigh(int atOnce) throws IOException {
        List<Call> some = Stream.generate(this::call).limit(atOnce).toList();
        await(() -> some.stream().allMatch(Calls::heard));
        settle();
        long heapBefore = live();
        long residentBefore = LoopThreads.residentKilobytes();
        List<Call> more = Stream.generate(this::call).limit(atOnce).toList();
        await(() -> more.stream().allMatch(Calls::heard));
        settle();
        System.out.printf(
                Locale.ROOT,
                "one call more      RSS %d kB, live heap %d kB in each engine%n",
                (LoopThreads.residentKilobytes() - residentBefore) / atOnce / ENGINES,
                (live() - heapBefore) / 1024 / atOnce / ENGINES);
        some.forEach(Call::close);
        more.forEach(Call::close);
    }

    /** Long enough for every jitter buffer to have filled all its places. */
    private static void settle() {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String state() throws IOException {
        // A loop without work gives closed sockets back to the system at its next look, once a second.
        settle();
        long heap = live();
        MediaCounters counters = near.counters();
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return String.format(
                    Locale.ROOT,
                    "heap %.1f MB, ports %d, legs %d, conferences %d, threads %d, file handles %d, RSS %d MB",
                    heap / 1e6,
                    counters.rtpPorts() + far.counters().rtpPorts(),
                    counters.legs(),
                    counters.conferences(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    handles.count(),
                    LoopThreads.residentKilobytes() / 1024);
        }
    }

    private static MediaEngine engine(int first, int last) {
        return new MediaEngine(
                new MediaSettings(InetAddress.getLoopbackAddress(), Optional.empty(), first, last, 0, 1));
    }

    private static void await(BooleanSupplier condition) {
        long startNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
                throw new IllegalStateException("a call was not heard, or did not end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
