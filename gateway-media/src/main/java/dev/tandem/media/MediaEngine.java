package dev.tandem.media;

import dev.tandem.media.bridge.LegMedia;
import dev.tandem.media.bridge.Tally;
import dev.tandem.media.port.LegTransport;
import dev.tandem.media.port.MediaLoop;
import dev.tandem.media.port.PlainTransport;
import dev.tandem.media.port.PortPool;
import dev.tandem.media.rtcp.NtpClock;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes media legs and bridges them. Thread-safe; packets flow on the engine's own media loops.
 */
public final class MediaEngine implements AutoCloseable {
    private final MediaSettings settings;
    private final PortPool pool;
    private final List<MediaLoop> loops;
    private final NtpClock clock;
    private final Tally.Sums sums = new Tally.Sums();
    private final Set<EngineLeg> legs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger bridges = new AtomicInteger();
    private final AtomicInteger nextLoop = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /** Makes an engine that has no sockets yet. */
    public MediaEngine(MediaSettings settings) {
        this.settings = settings;
        pool = new PortPool(settings.rtpPortFirst(), settings.rtpPortLast());
        // Loop clocks start at one second, so that zero can mean "never".
        long originNanos = System.nanoTime() - 1_000_000_000L;
        clock = new NtpClock(System.currentTimeMillis(), System.nanoTime() - originNanos);
        loops = IntStream.range(0, Math.max(1, settings.loops()))
                .mapToObj(index -> new MediaLoop("media-loop-" + index, originNanos))
                .toList();
    }

    /** Opens the WebRTC port, starts the loops and warms codecs, SRTP and the pipeline, so that the first call is not late. */
    public void start() {
        loops.forEach(MediaLoop::start);
    }

    /**
     * A leg to a trunk, softphone or browser. Nothing is bound until an offer or answer is made.
     *
     * @param events told on a media loop: hand over and return at once
     * @throws PortsExhaustedException when no RTP port is free
     */
    public MediaLeg leg(LegKind kind, Consumer<MediaEvent> events) {
        int ssrc = random.nextInt();
        Tally tally = new Tally(sums);
        LegTransport transport = transport(kind, ssrc, tally);
        LegMedia media = new LegMedia(transport, ssrc, tally, new Reporter(events), clock);
        EngineLeg leg = new EngineLeg(transport, media, tally, loopFor(kind), legs::remove);
        legs.add(leg);
        return leg;
    }

    private LegTransport transport(LegKind kind, int ssrc, Tally tally) {
        if (kind == LegKind.WEBRTC) {
            throw new UnsupportedOperationException("not built yet");
        }
        return new PlainTransport(
                settings.bindAddress(), settings.advertised(), pool, random.nextLong() >>> 1, ssrc, tally);
    }

    /** Browser legs live on the loop that reads their port; the others take turns. */
    private MediaLoop loopFor(LegKind kind) {
        return kind == LegKind.WEBRTC
                ? loops.get(0)
                : loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
    }

    /** Joins two legs: relay where the codecs match, transcoding otherwise; digits cross as RFC 4733 events. */
    public Bridge bridge(MediaLeg one, MediaLeg other) {
        EngineLeg first = (EngineLeg) one;
        EngineLeg second = (EngineLeg) other;
        MediaLoop loop = second.loop() == loops.get(0) ? second.loop() : first.loop();
        return opened(EngineBridge.between(first, second, loop, bridges::decrementAndGet));
    }

    /** Joins a leg to a party inside the process, e.g. the simulated carrier's voice. */
    public Bridge attach(MediaLeg leg, PcmParty party) {
        return opened(EngineBridge.between((EngineLeg) leg, new PartyVoice(party), bridges::decrementAndGet));
    }

    private Bridge opened(EngineBridge bridge) {
        bridges.incrementAndGet();
        bridge.open();
        return bridge;
    }

    /** What is going on and what went wrong so far. */
    public MediaCounters counters() {
        return new MediaCounters(
                legs.size(),
                bridges.get(),
                pool.inUse(),
                0,
                sums.packetsIn().sum(),
                sums.packetsOut().sum(),
                sums.dropped().sum(),
                loops.stream().mapToLong(MediaLoop::late).sum());
    }

    @Override
    public void close() {
        legs.forEach(EngineLeg::close);
        loops.forEach(MediaLoop::close);
    }
}
