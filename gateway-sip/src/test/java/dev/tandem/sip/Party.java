package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** One side of a test: an endpoint on loopback, what it was called with, and what happened on its legs. */
final class Party implements SipApplication, SipDirectory, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final int port = freePort();
    final int tlsPort = freePort();
    final BindingStore bindings = new InMemoryBindings(100);
    final List<TrunkPeer> trunks = new CopyOnWriteArrayList<>();
    final Map<AddressOfRecord, DigestCredentials> passwords = new ConcurrentHashMap<>();
    final BlockingQueue<Call> incoming = new LinkedBlockingQueue<>();
    final BlockingQueue<RefusedInvite> refused = new LinkedBlockingQueue<>();
    final SipEndpoint endpoint;
    /** How many browsers it has had: their branches must differ. */
    final AtomicInteger browsers = new AtomicInteger();

    /** The wall clock, which a test may put forward. */
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };

    private volatile Duration ahead = Duration.ZERO;

    /** Puts the clock forward. */
    void later(Duration by) {
        ahead = ahead.plus(by);
    }

    /** An incoming call and the events of its leg. */
    record Call(IncomingInvite invite, BlockingQueue<SipLegEvent> events) {
        SipLeg leg() {
            return invite.leg();
        }

        <E extends SipLegEvent> E expect(Class<E> type) {
            return Party.expect(events, type);
        }
    }

    /** A leg of ours and its events. */
    record Placed(SipLeg leg, BlockingQueue<SipLegEvent> events) {
        <E extends SipLegEvent> E expect(Class<E> type) {
            return Party.expect(events, type);
        }
    }

    Party() {
        this(Optional.empty());
    }

    Party(Optional<SSLContext> tls) {
        this(tls, StreamLimits.DEFAULT);
    }

    Party(Optional<SSLContext> tls, StreamLimits streams) {
        this(tls.map(context -> () -> context), tls.isPresent(), streams);
    }

    /** Serves whichever certificate is the current one. */
    Party(Supplier<SSLContext> tls) {
        this(Optional.of(tls), true, StreamLimits.DEFAULT);
    }

    private Party(Optional<Supplier<SSLContext>> tls, boolean listens, StreamLimits streams) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SipSettings settings = new SipSettings(
                loopback,
                Optional.empty(),
                port,
                listens ? tlsPort : 0,
                tls,
                "tandem.example",
                "Tandem test",
                streams,
                List.of("X-Carrier-Id"));
        endpoint = new SipEndpoint(settings, this, bindings, this, clock);
        endpoint.start();
    }

    /** Lets calls in from loopback, as a trunk of this name. */
    Party trusting(String trunk) {
        trunks.add(peer(
                trunk,
                5060,
                TrunkPeer.Transport.UDP,
                List.of(Cidr.parse("127.0.0.0/8").orElseThrow())));
        return this;
    }

    static TrunkPeer peer(String name, int port, TrunkPeer.Transport transport, List<Cidr> sources) {
        return new TrunkPeer(name, "127.0.0.1", port, transport, sources, Optional.empty(), true);
    }

    Placed call(Party callee, String number) {
        return call(peer("out", callee.port, TrunkPeer.Transport.UDP, List.of()), number, Duration.ofSeconds(30));
    }

    Placed call(TrunkPeer peer, String number, Duration noAnswer) {
        return place(new Target.Trunk(peer, number), noAnswer);
    }

    Placed place(Target target, Duration noAnswer) {
        BlockingQueue<SipLegEvent> events = new LinkedBlockingQueue<>();
        var invite = new OutgoingInvite(target, "+13125550100", "Alice \"A\"", Sdp.of("offer"), noAnswer);
        return new Placed(endpoint.invite(invite, events::add), events);
    }

    Call expectCall() {
        return poll(incoming, "a call");
    }

    void expectNothingLeft() {
        await(() -> endpoint.counters().legs() == 0 && endpoint.counters().dialogs() == 0, "legs are left");
        // A call that was over before the test took it must not be taken for the next test's.
        incoming.clear();
    }

    @Override
    public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
        Call call = new Call(invite, new LinkedBlockingQueue<>());
        incoming.add(call);
        return call.events()::add;
    }

    @Override
    public void onRefused(RefusedInvite invite) {
        refused.add(invite);
    }

    @Override
    public List<TrunkPeer> trunks() {
        return trunks;
    }

    @Override
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return Optional.ofNullable(passwords.get(aor));
    }

    @Override
    public void close() {
        endpoint.close();
    }

    static <E extends SipLegEvent> E expect(BlockingQueue<SipLegEvent> events, Class<E> type) {
        SipLegEvent event = poll(events, type.getSimpleName());
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    static <E> E poll(BlockingQueue<E> queue, String what) {
        try {
            E found = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(found).as(what).isNotNull();
            return found;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** A port free for UDP and TCP. */
    static int freePort() {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (DatagramSocket udp = new DatagramSocket(tcp.getLocalSocketAddress())) {
                    return udp.getLocalPort();
                }
            } catch (IOException taken) {
                // Another test has it: the next one.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
