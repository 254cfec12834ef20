package dev.tandem.gateway;

import dev.tandem.application.Reports;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallServices;
import dev.tandem.call.CallServices.Patience;
import dev.tandem.call.EndReason;
import dev.tandem.call.IncomingCalls;
import dev.tandem.config.TandemConfig;
import dev.tandem.host.FreePort;
import dev.tandem.identity.IdentityRevoked;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.record.Recorder;
import dev.tandem.number.E164;
import dev.tandem.number.plan.NumberFacts;
import dev.tandem.operation.CallAutomations;
import dev.tandem.operation.OperationServices;
import dev.tandem.operation.Prompts;
import dev.tandem.operation.RecordingLog;
import dev.tandem.operation.Speech;
import dev.tandem.record.CallRecordWriter;
import dev.tandem.route.ApplicationRouting;
import dev.tandem.route.InboundRouting;
import dev.tandem.route.NumberDirectory;
import dev.tandem.route.OutboundRouting;
import dev.tandem.route.Routing;
import dev.tandem.route.TrunkRing;
import dev.tandem.security.SecurityLog;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.StreamLimits;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.trunk.TrunkHealth;
import dev.tandem.streaming.AudioStreams;
import dev.tandem.tenant.Tenant;
import dev.tandem.tls.ServerCertificate;
import dev.tandem.toll.TollPolicy;
import dev.tandem.trunk.RouteTable;
import dev.tandem.trunk.TrunkDirectory;
import dev.tandem.trunk.TrunkHealths;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * The running gateway: owns the SIP endpoint, the media engine and the call loops.
 *
 * <p>{@link GatewayLife} starts and stops it.
 */
@Singleton
public class Gateway implements TrunkHealths {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final int RECORDING_WRITERS = 2;
    private static final Duration NO_ANSWER = Duration.ofSeconds(60);

    private final MediaEngine media;
    private final Recorder recorder = new Recorder(RECORDING_WRITERS);
    private final SipEndpoint sip;
    private final CallLoops loops;
    private final CallDirectory calls;
    private final CallAutomations automations;
    private final ApplicationRouting applicationRouting;
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "call-timers"));
    private final RoutingWorkers routingWorkers = new RoutingWorkers();
    private final int sipPort;
    private final int tlsPort;
    private final InetAddress sipAddress;
    private final Duration pingInterval;
    private final TrunkLimits limits;

    /** Made by the container; nothing listens before {@link #start}. */
    @Inject
    public Gateway(
            TandemConfig config,
            Tenant tenant,
            TrunkDirectory trunks,
            SipDirectory directory,
            BindingStore bindings,
            CallDirectory calls,
            NumberDirectory numbers,
            RouteTable routes,
            TollPolicy toll,
            CallRecordWriter log,
            Reports reports,
            Prompts prompts,
            Speech speech,
            RecordingLog recordings,
            AudioStreams streams,
            ServerCertificate certificate,
            ExecutorService workers,
            SecurityLog security,
            Clock clock) {
        int cores = Runtime.getRuntime().availableProcessors();
        this.calls = calls;
        this.tlsPort = config.sip().tlsPort();
        this.sipAddress = address(config.sip().address());
        this.sipPort = FreePort.orElse(config.sip().port());
        this.pingInterval = config.sip().pingInterval();
        this.limits = new TrunkLimits(trunks::inService, timers, System::nanoTime);
        this.loops = new CallLoops(cores);
        this.media = new MediaEngine(mediaSettings(config, cores));
        calls.admitWhile(media::admits);
        TrunkRing ring = new TrunkRing(toll, this::isDown);
        InboundRouting inbound = new InboundRouting(numbers, bindings, trunks::inService, ring);
        OutboundRouting outbound = new OutboundRouting(numbers, routes::rows, trunks::inService, inbound, ring);
        Routing routing = new Routing(inbound, outbound, routingWorkers, clock);
        CallServices services = new CallServices(
                new GatewayPorts(this::sip, limits, media, trunks, timers),
                routing,
                calls,
                log,
                reports,
                clock,
                new Patience(NO_ANSWER, config.automation().answerWithin()),
                config.limits().participants());
        this.applicationRouting = new ApplicationRouting(numbers, inbound, outbound, clock);
        this.automations = new CallAutomations(
                services,
                loops,
                reports,
                new OperationServices(prompts, speech, Gateway::country, recorder, recordings, streams, workers));
        IncomingCalls incoming = new IncomingCalls(services, loops, tenant.id());
        NumberNormalization numbersAsWritten = new NumberNormalization(trunks::inService, country(config));
        this.sip = new SipEndpoint(
                sipSettings(config, certificate),
                directory,
                bindings,
                new RefusalLog(limits.before(numbersAsWritten.before(incoming)), security),
                clock);
    }

    /** The SIP endpoint. */
    public SipEndpoint sip() {
        return sip;
    }

    /** The media engine. */
    public MediaEngine media() {
        return media;
    }

    /** The calls that applications control. */
    public CallAutomations automations() {
        return automations;
    }

    /** Where applications' calls go. */
    public ApplicationRouting applicationRouting() {
        return applicationRouting;
    }

    /** How many recordings go on. */
    public int recordings() {
        return recorder.active();
    }

    /** How many calls found their trunk full. */
    public long fullTrunks() {
        return limits.refused();
    }

    /** How many calls were refused because too many waited to be routed. */
    public long unrouted() {
        return routingWorkers.refused();
    }

    /** How many call events were dropped because a loop was full. */
    public long droppedEvents() {
        return loops.dropped();
    }

    /** The UDP and TCP port SIP listens on; a free one when configuration says 0. */
    public int sipPort() {
        return sipPort;
    }

    /** Where SIP over TLS is reached from this machine, if it listens. */
    Optional<InetSocketAddress> tlsListener() {
        InetAddress from = sipAddress.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : sipAddress;
        return Optional.of(new InetSocketAddress(from, tlsPort)).filter(listener -> listener.getPort() > 0);
    }

    @Override
    public TrunkHealth health(String trunk) {
        return sip.health(trunk);
    }

    private boolean isDown(String trunk) {
        return health(trunk).failing();
    }

    void start() {
        media.start();
        sip.start();
        LOG.info(sip.bounds());
        sip.pingTrunks(pingInterval);
    }

    /** Ends the calls politely, then everything else. */
    void stop() {
        calls.all().forEach(call -> call.end(EndReason.SHUTDOWN));
        sip.close();
        loops.close();
        timers.shutdown();
        routingWorkers.close();
        media.close();
        recorder.close();
    }

    void onRevoked(@Observes IdentityRevoked revoked) {
        switch (revoked.what()) {
            case ALL -> sip.dropUser(revoked.aor());
            case SIP_PASSWORD -> sip.dropSoftphones(revoked.aor());
        }
    }

    private SipSettings sipSettings(TandemConfig config, ServerCertificate certificate) {
        return new SipSettings(
                address(config.sip().address()),
                config.media().address().map(Gateway::address),
                sipPort,
                config.sip().tlsPort(),
                Optional.of(certificate::sslContext),
                config.domain(),
                "Tandem",
                new StreamLimits(config.sip().idleTimeout(), config.sip().connectionsPerAddress()),
                config.sip().passHeaders().orElse(List.of()));
    }

    private static MediaSettings mediaSettings(TandemConfig config, int cores) {
        return new MediaSettings(
                        address(config.sip().address()),
                        config.media().address().map(Gateway::address),
                        config.media().rtpPorts().first(),
                        config.media().rtpPorts().last(),
                        config.webrtc().port() == 0 ? -1 : config.webrtc().port(),
                        cores)
                .silentAfter(config.media().rtpTimeout());
    }

    private static Optional<String> country(TandemConfig config) {
        Optional<String> country = config.sip().country();
        if (country.filter(code -> NumberFacts.callingCode(code) == 0).isPresent()) {
            throw new IllegalArgumentException("tandem.sip.country: no such country: " + country.get());
        }
        return country;
    }

    private static Optional<String> country(String number) {
        return E164.parse(number).flatMap(parsed -> NumberFacts.of(parsed).country());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("not an address: " + literal, malformed);
        }
    }
}
