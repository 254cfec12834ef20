package dev.tandem.bench.media;

import com.sun.management.OperatingSystemMXBean;
import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine with conferences, and members at far ends that one thread plays. */
final class ConferenceLoad implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final MediaEngine engine;
    private final FarEnds farEnds = new FarEnds();
    private Conference conference;

    ConferenceLoad() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        engine = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 30_000, 32_998, 0, 1));
        engine.start();
        conference = engine.conference();
        farEnds.start();
    }

    /** Members come into another conference from now on. */
    void anotherRoom() {
        conference = engine.conference();
    }

    /**
     * More members.
     *
     * @param speaking or sending what an open microphone in a quiet room does, every 20 ms
     * @param levels whether their packets say how loud they are (RFC 6464)
     */
    void join(CodecName codec, int members, boolean speaking, boolean levels) {
        for (int i = 0; i < members; i++) {
            conference.join(leg(codec, speaking, levels));
        }
    }

    /** Pairs of PCMU legs that only pass packets on. */
    void relay(int pairs) {
        for (int i = 0; i < pairs; i++) {
            Conference call = engine.conference();
            call.join(leg(CodecName.PCMU, true, false));
            call.join(leg(CodecName.PCMU, true, false));
        }
    }

    private MediaLeg leg(CodecName codec, boolean speaking, boolean levels) {
        MediaLeg leg = engine.leg(LegKind.RTP, event -> {});
        Agreed agreed = (Agreed) leg.answer(farEnds.offer(codec), List.of(codec));
        Matcher port = PORT.matcher(agreed.sdp());
        if (!port.find()) {
            throw new IllegalStateException("no port in " + agreed.sdp());
        }
        farEnds.add(Integer.parseInt(port.group(1)), codec, speaking, levels);
        return leg;
    }

    void warm(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    /** What the process but for the far ends takes. */
    double cores(int seconds) throws InterruptedException {
        long processBefore = MACHINE.getProcessCpuTime();
        long farBefore = farEnds.cpuNanos();
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        long elapsed = System.nanoTime() - began;
        long used = MACHINE.getProcessCpuTime() - processBefore - (farEnds.cpuNanos() - farBefore);
        return (double) used / elapsed;
    }

    /** How long a sound takes from the far end's socket to another's, as text. */
    String latency(int seconds) throws InterruptedException {
        return farEnds.latency(seconds);
    }

    @Override
    public void close() {
        farEnds.close();
        engine.close();
    }
}
