package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.OfferAnswered;
import dev.tandem.sip.SipLegEvent.OfferReceived;
import dev.tandem.sip.SipLegEvent.Rejected;
import dev.tandem.sip.TrunkPeer.Transport;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Trunks over TCP and TLS, and trunks that prove themselves by digest. */
class TrunkOverStreamsAndDigestTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DigestCredentials SECRET = new DigestCredentials("tandem", "s3cret");

    @Test
    void aCallOverTcpHoldsAndEndsAndTheConnectionIsUsedAgain() {
        try (Party caller = new Party();
                Party callee = new Party().trusting("carrier")) {
            TrunkPeer peer = Party.peer("out", callee.port, Transport.TCP, List.of());
            talk(caller, callee, peer);
            talk(caller, callee, peer);
            assertThat(caller.endpoint.counters().flows()).isEqualTo(1);
        }
    }

    @Test
    void aCallOverTls() throws Exception {
        SSLContext tls = TestCertificate.context();
        try (Party caller = new Party(Optional.of(tls));
                Party callee = new Party(Optional.of(tls)).trusting("carrier")) {
            talk(caller, callee, Party.peer("out", callee.tlsPort, Transport.TLS, List.of()));
        }
    }

    @Test
    void aTlsPeerWithACertificateWeDoNotTrustIsA503() throws Exception {
        try (Party caller = new Party();
                Party callee = new Party(Optional.of(TestCertificate.context())).trusting("carrier")) {
            var out = caller.call(Party.peer("out", callee.tlsPort, Transport.TLS, List.of()), "+15550100", LONG);
            assertThat(out.expect(Rejected.class).status()).isEqualTo(503);
            caller.expectNothingLeft();
        }
    }

    @Test
    void aLostConnectionEndsItsCallsOnBothSides() {
        try (Party caller = new Party()) {
            Party callee = new Party().trusting("carrier");
            var out = caller.call(Party.peer("out", callee.port, Transport.TCP, List.of()), "+15550100", LONG);
            var in = callee.expectCall();
            in.leg().progress(180, Optional.empty());
            out.expect(SipLegEvent.Progress.class);
            callee.close();
            assertThat(out.expect(Rejected.class).status()).isIn(480, 503);
            caller.expectNothingLeft();
        }
    }

    @Test
    void aChallengedCallProvesItself() {
        try (Party caller = new Party();
                Party callee = byDigest()) {
            TrunkPeer peer = withCredentials(callee.port, SECRET);
            talk(caller, callee, peer);
        }
    }

    @Test
    void aWrongPasswordIsARefusalNotALoop() {
        try (Party caller = new Party();
                Party callee = byDigest()) {
            var out = caller.call(
                    withCredentials(callee.port, new DigestCredentials("tandem", "guess")), "+15550100", LONG);
            assertThat(out.expect(Rejected.class).status()).isIn(403, 407);
            caller.expectNothingLeft();
        }
    }

    @Test
    void aRenewedCertificateIsShownToTheNextConnection() throws Exception {
        AtomicReference<SSLContext> current = new AtomicReference<>(TestCertificate.context());
        try (Party gateway = new Party(current::get)) {
            connect(gateway, current.get());
            SSLContext old = current.get();
            current.set(TestCertificate.context());

            connect(gateway, current.get());
            assertThatThrownBy(() -> connect(gateway, old)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    /** Connects as a client who trusts one certificate alone. */
    private static void connect(Party gateway, SSLContext trusted) throws Exception {
        try (SSLSocket client = (SSLSocket)
                trusted.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.tlsPort)) {
            client.startHandshake();
        }
    }

    @Test
    void aTakenPortIsNamed() {
        try (Party first = new Party()) {
            SipSettings same = new SipSettings(
                    InetAddress.getLoopbackAddress(),
                    Optional.empty(),
                    first.port,
                    0,
                    Optional.empty(),
                    "tandem.example",
                    "Tandem");
            try (SipEndpoint second = new SipEndpoint(same, first, new InMemoryBindings(1), first, Clock.systemUTC())) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(Integer.toString(first.port));
            }
        }
    }

    @Test
    void closingLeavesNoThreadBehind() {
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        try (Party caller = new Party();
                Party callee = new Party().trusting("carrier")) {
            talk(caller, callee, Party.peer("out", callee.port, Transport.TCP, List.of()));
        }
        Party.await(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .allMatch(each -> before.contains(each) || !isOurs(each)),
                "threads are left: " + Thread.getAllStackTraces().keySet());
    }

    private static boolean isOurs(Thread thread) {
        // netty's own global thread ends by itself a second after its last use.
        return !thread.isDaemon() || thread.getName().startsWith("sip-");
    }

    @Test
    void closingSaysGoodbye() {
        try (Party caller = new Party()) {
            Party callee = new Party().trusting("carrier");
            var out = caller.call(callee, "+15550100");
            callee.expectCall().leg().answer(Sdp.of("answer"));
            out.expect(Answered.class);
            callee.close();
            assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
            caller.expectNothingLeft();
        }
    }

    private static Party byDigest() {
        Party callee = new Party();
        callee.trunks.add(
                new TrunkPeer("carrier", "127.0.0.1", 5060, Transport.UDP, List.of(), Optional.of(SECRET), true));
        return callee;
    }

    private static TrunkPeer withCredentials(int port, DigestCredentials credentials) {
        return new TrunkPeer("out", "127.0.0.1", port, Transport.UDP, List.of(), Optional.of(credentials), true);
    }

    private static void talk(Party caller, Party callee, TrunkPeer peer) {
        var out = caller.call(peer, "+442079460123", LONG);
        var in = callee.expectCall();
        assertThat(in.invite().origin()).isEqualTo(new Origin.Trunk("carrier"));
        in.leg().answer(Sdp.of("answer"));
        out.expect(Answered.class);
        in.expect(Acknowledged.class);
        in.leg().reoffer(Sdp.of("hold"));
        out.expect(OfferReceived.class);
        out.leg().answerOffer(Sdp.of("held"));
        in.expect(OfferAnswered.class);
        out.leg().hangUp();
        out.expect(Ended.class);
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
        caller.expectNothingLeft();
        callee.expectNothingLeft();
    }
}
