package dev.tandem.media.engine;

import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.LegTerms;
import dev.tandem.media.MediaCounters;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.PcmParty;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.Tally;
import dev.tandem.media.conference.WarmUp;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.Sdes;
import dev.tandem.media.port.BrowserTransport;
import dev.tandem.media.port.HostLookup;
import dev.tandem.media.port.LegTransport;
import dev.tandem.media.port.MediaLoop;
import dev.tandem.media.port.OpusEffort;
import dev.tandem.media.port.PlainTransport;
import dev.tandem.media.port.PortPool;
import dev.tandem.media.port.WebRtcDuty;
import dev.tandem.media.port.WebRtcPort;
import dev.tandem.media.rtcp.NtpClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes media legs and conferences of them. Thread-safe; packets flow on the engine's own media loops.
 */
public final class MediaEngine implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MediaEngine.class);
    private static final int NO_WEBRTC = 0;

    private final MediaSettings settings;
    private final PortPool pool;
    private final List<MediaLoop> loops;
    private final NtpClock clock;
    private final Tally.Sums sums = new Tally.Sums();
    private final Set<EngineLeg> legs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger conferences = new AtomicInteger();
    private final AtomicInteger nextLoop = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final Admission admission = new Admission();
    private final HostLookup hosts = new HostLookup();

    private volatile @Nullable WebRtcPort webRtcPort;

    /** Makes an engine that has no sockets yet. */
    public MediaEngine(MediaSettings settings) {
        this.settings = settings;
        pool = new PortPool(settings.rtpPortFirst(), settings.rtpPortLast());
        // Loop clocks start at one second, so that zero can mean "never".
        long originNanos = System.nanoTime() - 1_000_000_000L;
        clock = new NtpClock(System.currentTimeMillis(), System.nanoTime() - originNanos);
        loops = IntStream.range(0, Math.max(1, settings.loops()))
                .mapToObj(index -> new MediaLoop(
                        "media-loop-" + index,
                        originNanos,
                        new OpusEffort(settings.opusComplexityLeast(), settings.opusComplexityMost())))
                .toList();
    }

    /** Opens the WebRTC port, starts the loops and warms codecs, SRTP and the pipeline, so that the first call is not late. */
    public void start() {
        loops.forEach(MediaLoop::start);
        if (settings.webRtcPort() != NO_WEBRTC) {
            openWebRtc(Math.max(0, settings.webRtcPort()));
        }
        LOG.debugf("warmed up by %s", WarmUp.run(clock));
    }

    private void openWebRtc(int number) {
        try {
            WebRtcPort port = new WebRtcPort(settings.bindAddress(), number);
            WebRtcDuty.give(port, loops.get(0));
            webRtcPort = port;
        } catch (IOException held) {
            throw new UncheckedIOException("the WebRTC port cannot be bound", held);
        }
    }

    /** A leg on the usual terms. */
    public MediaLeg leg(LegKind kind, Consumer<MediaEvent> events) {
        return leg(kind, LegTerms.USUAL, events);
    }

    /**
     * A leg to a trunk, softphone or browser. Nothing is bound until an offer or answer is made.
     *
     * @param terms beyond codecs; browsers have terms of their own, and keys by DTLS
     * @param events told on a media loop: hand over and return at once
     * @throws PortsExhaustedException when no RTP port is free
     */
    public MediaLeg leg(LegKind kind, LegTerms terms, Consumer<MediaEvent> events) {
        int ssrc = random.nextInt();
        Tally tally = new Tally(sums);
        LegTransport transport = transport(kind, terms.peer(), ssrc, tally, events);
        LegMedia media = new LegMedia(transport, ssrc, tally, new Reporter(kind, events), clock);
        media.silentAfter(settings.rtpTimeout().toNanos());
        media.digitsBy(kind == LegKind.WEBRTC ? DigitTransport.RFC4733 : terms.digits());
        Sdes sdes = kind == LegKind.WEBRTC ? Sdes.OFF : Sdes.random(terms.srtp(), random);
        EngineLeg leg = new EngineLeg(transport, media, tally, sdes, hosts, nextLoop(), legs::remove);
        legs.add(leg);
        return leg;
    }

    private LegTransport transport(
            LegKind kind, Optional<InetAddress> peer, int ssrc, Tally tally, Consumer<MediaEvent> events) {
        if (kind == LegKind.WEBRTC) {
            WebRtcPort port = webRtcPort;
            if (port == null) {
                throw new IllegalStateException("there is no WebRTC port, or it is not open yet");
            }
            return new BrowserTransport(
                    port, settings.advertised(), random.nextLong() >>> 1, ssrc, new BrowserReporter(events));
        }
        return new PlainTransport(
                settings.bindAddress(), settings.advertised(), peer, pool, random.nextLong() >>> 1, ssrc, tally);
    }

    private MediaLoop nextLoop() {
        return loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
    }

    /**
     * Has a party inside the process speak and hear on a leg, and nobody else, until the leg closes or joins a conference:
     * the far end of a call, e.g. the simulated carrier's voice.
     */
    public void attach(MediaLeg leg, PcmParty party) {
        conferences.incrementAndGet();
        new EngineVoice((EngineLeg) leg, party, conferences::decrementAndGet).open();
    }

    /** An empty conference; it ends when closed, not when its last member leaves. */
    public Conference conference() {
        conferences.incrementAndGet();
        return new EngineConference(idlest(), conferences::decrementAndGet);
    }

    private MediaLoop idlest() {
        return loops.stream().min(Comparator.comparingInt(MediaLoop::load)).orElseThrow();
    }

    /** Whether there is time for one more call: the idlest media loop decides, for calls are spread by what is busy. */
    public boolean admits() {
        return admission.admits(utilisation());
    }

    private double utilisation() {
        return loops.stream().mapToDouble(MediaLoop::utilisation).min().orElse(0);
    }

    /** What is going on and what went wrong so far. */
    public MediaCounters counters() {
        WebRtcPort port = webRtcPort;
        return new MediaCounters(
                legs.size(),
                conferences.get(),
                pool.inUse(),
                port == null ? 0 : port.sessions(),
                sums.packetsIn().sum(),
                sums.packetsOut().sum(),
                sums.dropped().sum() + (port == null ? 0 : port.drops().total()),
                loops.stream().mapToLong(MediaLoop::late).sum());
    }

    @Override
    public void close() {
        legs.forEach(EngineLeg::close);
        loops.forEach(MediaLoop::close);
        hosts.close();
        WebRtcPort port = webRtcPort;
        if (port != null) {
            port.close();
        }
    }
}
