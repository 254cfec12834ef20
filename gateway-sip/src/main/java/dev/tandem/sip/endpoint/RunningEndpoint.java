package dev.tandem.sip.endpoint;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.Flow;
import dev.tandem.sip.FlowOwner;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipCounters;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.admission.DialogAdmission;
import dev.tandem.sip.admission.InviteAdmission;
import dev.tandem.sip.admission.RequestChecks;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Destinations;
import dev.tandem.sip.flow.FileDescriptors;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.flow.Resolver;
import dev.tandem.sip.flow.Sockets;
import dev.tandem.sip.flow.Streams;
import dev.tandem.sip.flow.WebSocketConnection;
import dev.tandem.sip.jain.JainTransactions;
import dev.tandem.sip.leg.InviteClient;
import dev.tandem.sip.leg.LegContext;
import dev.tandem.sip.leg.Speakers;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.RelayedHeaders;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.StatelessResponse;
import dev.tandem.sip.registrar.Registrar;
import dev.tandem.sip.trunk.TrunkHealth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An endpoint that listens: everything behind {@link SipEndpoint}, put together. Thread-safe. */
final class RunningEndpoint implements AutoCloseable {
    private static final Duration CLOSING_MAX = Duration.ofSeconds(2);

    private final BindingStore bindings;
    private final Clock clock;
    private final Flows flows = new Flows();
    private final Loops loops = new Loops();
    private final Legs legs = new Legs();
    private final Counters counters = new Counters();
    private final Door door;
    private final FileDescriptors files;
    private final Streams streams;
    private final FlowSweep sweep;
    private final Ingress ingress;
    private final Sockets sockets;
    private final Network network;
    private final LegContext context;
    private final TrunkPings pings;

    /**
     * Binds the sockets and starts to listen.
     *
     * @throws java.io.UncheckedIOException when a port is taken, naming it
     */
    RunningEndpoint(
            SipSettings settings,
            SipDirectory directory,
            BindingStore bindings,
            SipApplication application,
            Clock clock) {
        this.bindings = bindings;
        this.clock = clock;
        RequestChecks checks = new RequestChecks(Capabilities.METHODS, Set.copyOf(Capabilities.EXTENSIONS));
        door = new Door(directory);
        ingress = new Ingress(loops, door, checks, counters, new StatelessResponse(settings.userAgent()), this::closed);
        files = FileDescriptors.ofProcess();
        streams = new Streams(settings.streams(), files);
        sockets = new Sockets(settings, flows, streams, ingress);
        // Ports first: a stack that was started and finds them taken cannot be stopped again.
        sockets.bind();
        JainTransactions transactions =
                new JainTransactions(settings, sockets, flows, loops::of, door::know, counters.dropped);
        Destinations destinations = new Destinations(sockets, flows);
        OurAddress address = new OurAddress(settings);
        network = new Network(transactions, destinations, flows, address, loops);
        context = new LegContext(
                transactions, address, destinations::locate, loops::of, speakers(directory, clock), legs::remove);
        pings = new TrunkPings(network, directory, clock);
        DigestRealm realm = new DigestRealm(settings.domain(), secret(), application::onWrongPassword);
        IncomingCalls calls = new IncomingCalls(
                legs,
                context,
                application,
                new InviteAdmission(directory, realm),
                counters,
                this::proven,
                clock,
                new RelayedHeaders(settings.passHeaders()));
        Registrar registrar = new Registrar(directory, bindings, realm);
        transactions.listen(new UserAgentCore(legs, calls, registrar, counters, this::proven, clock));
        ingress.open(new Threshold(calls, registrar, pings, clock), transactions);
        sweep = new FlowSweep(flows, streams, legs, bindings, clock);
        pings.start();
        sweep.start();
    }

    private Speakers speakers(SipDirectory directory, Clock clock) {
        DialogAdmission admission = new DialogAdmission(directory, bindings);
        return (peer, usual, request) -> {
            boolean admitted = admission.admits(peer, usual, request, clock.instant());
            if (admitted) {
                proven(request);
            }
            return admitted;
        };
    }

    /** Whoever sent this is no stranger any more, nor is what it came over. */
    private void proven(RequestText request) {
        door.know(request.source().getAddress());
        request.flow().flatMap(flows::find).ifPresent(Connection::prove);
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** See {@link SipEndpoint#bounds}. */
    String bounds() {
        return files.max() + " file descriptors, " + files.reserve()
                + " of them kept for calls, REST and files; SIP connections of strangers: at most "
                + streams.strangersMax();
    }

    /** See {@link SipEndpoint#invite}. */
    SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        InviteClient client = new InviteClient(context, invite);
        client.leg().events(events);
        legs.add(client.leg());
        client.leg().loop().execute(client::start);
        return client.leg();
    }

    /** See {@link SipEndpoint#openFlow}. */
    Flow openFlow(FlowOwner owner, String remoteAddress, Consumer<String> sender, Consumer<Flow.End> close) {
        WebSocketConnection flow =
                new WebSocketConnection(flows.nextId(), owner, remote(remoteAddress), sender, close, ingress);
        if (!files.take() || !flows.add(flow)) {
            close.accept(Flow.End.CLOSED);
        }
        return flow;
    }

    /** An address with or without a port; what cannot be read does no harm, as nothing is sent to it. */
    private static InetSocketAddress remote(String text) {
        Optional<InetAddress> bare = Resolver.literal(text);
        int colon = text.lastIndexOf(':');
        String host = bare.isPresent() || colon < 0 ? text : text.substring(0, colon);
        String port = bare.isPresent() || colon < 0 ? "" : text.substring(colon + 1);
        InetAddress address = Resolver.literal(host).orElse(InetAddress.getLoopbackAddress());
        return new InetSocketAddress(address, port.matches("[0-9]{1,4}|[1-5][0-9]{4}") ? Integer.parseInt(port) : 0);
    }

    private void closed(Connection connection) {
        if (flows.remove(connection)) {
            bindings.removeFlow(connection.id());
            String host = Connection.hostOf(connection.id());
            legs.all().forEach(leg -> leg.loop().execute(() -> leg.flowClosed(host)));
        }
    }

    /** See {@link SipEndpoint#dropUser}. */
    void dropUser(AddressOfRecord aor) {
        flows.of(aor).forEach(Connection::close);
        bindings.removeAll(aor);
    }

    /** See {@link SipEndpoint#dropSoftphones}. */
    void dropSoftphones(AddressOfRecord aor) {
        Set<String> tokens = flows.of(aor).stream().map(Connection::id).collect(Collectors.toSet());
        for (Binding binding : bindings.find(aor, clock.instant())) {
            if (binding.flow().filter(tokens::contains).isEmpty()) {
                bindings.remove(aor, binding.contact());
                // A proxy may have brought others over the same connection.
                binding.flow()
                        .filter(flow -> !bindings.hasFlow(flow, clock.instant()))
                        .flatMap(flows::find)
                        .ifPresent(Connection::close);
            }
        }
    }

    /** See {@link SipEndpoint#pingTrunks}. */
    void pingTrunks(Duration interval) {
        pings.every(interval);
    }

    /** See {@link SipEndpoint#health}. */
    TrunkHealth health(String trunk) {
        return pings.health(trunk);
    }

    /** See {@link SipEndpoint#counters}. */
    SipCounters counters() {
        return new SipCounters(
                legs.count(),
                legs.dialogs(),
                network.transactions().count(),
                flows.count(),
                counters.messagesIn.sum(),
                counters.malformed.sum(),
                counters.refused.sum(),
                counters.dropped.sum(),
                counters.strangers.sum(),
                streams.strangers(),
                streams.refused(),
                streams.overdue(),
                streams.idle());
    }

    @Override
    public void close() {
        pings.stop();
        sweep.close();
        legs.all().forEach(SipLeg::hangUp);
        legs.awaitNone(CLOSING_MAX);
        sockets.close();
        // Before the stack, which takes nothing more once it is stopped.
        loops.close();
        network.transactions().stop();
        network.destinations().close();
    }
}
