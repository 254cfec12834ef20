package dev.tandem.sip.jain;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.Flow;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipCounters;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.admission.InviteAdmission;
import dev.tandem.sip.admission.RequestChecks;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Sockets;
import dev.tandem.sip.flow.WebSocketConnection;
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

/** An endpoint that listens: everything behind {@link dev.tandem.sip.endpoint.SipEndpoint}, put together. Thread-safe. */
public final class JainEndpoint implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final BindingStore bindings;
    private final Flows flows = new Flows();
    private final Loops loops = new Loops();
    private final Legs legs = new Legs();
    private final Tally tally = new Tally();
    private final Resolver resolver = new Resolver();
    private final Ingress ingress;
    private final Context context;
    private final TrunkPings pings;

    /**
     * Binds the sockets and starts to listen.
     *
     * @throws java.io.UncheckedIOException when a port is taken, naming it
     */
    public JainEndpoint(
            SipSettings settings,
            SipDirectory directory,
            BindingStore bindings,
            SipApplication application,
            Clock clock) {
        this.bindings = bindings;
        RequestChecks checks = new RequestChecks(Responses.METHODS, Set.copyOf(Responses.EXTENSIONS));
        ingress = new Ingress(loops, checks, tally, new StatelessResponse(settings.userAgent()), this::closed);
        Sockets sockets = new Sockets(settings, flows, ingress);
        // Ports first: a stack that was started and finds them taken cannot be stopped again.
        sockets.bind();
        Stack stack = new Stack(settings, sockets, flows);
        context = new Context(
                settings,
                stack,
                sockets,
                flows,
                loops,
                legs,
                new OurAddress(settings),
                new Responses(settings.userAgent()),
                resolver,
                tally);
        DigestRealm realm = new DigestRealm(settings.domain(), secret());
        pings = new TrunkPings(context, directory, clock);
        stack.listen(new UserAgentCore(
                context,
                application,
                pings,
                new InviteAdmission(directory, realm),
                new Registrar(directory, bindings, realm),
                clock));
        ingress.open(stack, sockets);
        pings.start();
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#invite}. */
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        CallingLeg leg = new CallingLeg(context, invite);
        leg.events(events);
        legs.add(leg);
        leg.loop.execute(leg::start);
        return leg;
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#openFlow}. */
    public Flow openFlow(AddressOfRecord aor, String remoteAddress, Consumer<String> sender, Runnable close) {
        WebSocketConnection flow =
                new WebSocketConnection(flows.nextId(), aor, remote(remoteAddress), sender, close, ingress);
        if (!flows.add(flow)) {
            close.run();
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
            legs.all().forEach(leg -> leg.loop.execute(() -> leg.flowClosed(host)));
        }
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#dropUser}. */
    public void dropUser(AddressOfRecord aor) {
        flows.of(aor).forEach(Connection::close);
        bindings.removeAll(aor);
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#pingTrunks}. */
    public void pingTrunks(Duration interval) {
        pings.every(interval);
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#health}. */
    public TrunkHealth health(String trunk) {
        return pings.health(trunk);
    }

    /** See {@link dev.tandem.sip.endpoint.SipEndpoint#counters}. */
    public SipCounters counters() {
        return new SipCounters(
                legs.count(),
                legs.dialogs(),
                context.stack().transactions(),
                flows.count(),
                tally.messagesIn.sum(),
                tally.malformed.sum(),
                tally.refused.sum(),
                tally.dropped.sum());
    }

    @Override
    public void close() {
        pings.stop();
        legs.all().forEach(SipLeg::hangUp);
        legs.awaitNone(FAREWELL);
        context.sockets().close();
        context.stack().stop();
        loops.close();
        resolver.close();
    }
}
