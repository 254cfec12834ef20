package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.WebRtcSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The port on a real loopback socket, against a browser that follows a script. */
@Timeout(60)
class WebRtcPortTest {

    private static final int SUCCESS = 0x0101;
    private static final int SHORT_MILLIS = 200;
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private WebRtcPort port;
    private PortLoop loop;
    private ScriptedBrowser browser;
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws Exception {
        port = new WebRtcPort(InetAddress.getLoopbackAddress(), 0);
        loop = new PortLoop(port);
        browser = new ScriptedBrowser(port.candidates().get(0));
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        loop.close();
    }

    @Test
    void aBrowserConnectsTalksListensAndSaysGoodbye() throws Exception {
        WebRtcSession session = connected();

        browser.speak(1, HELLO);
        assertThat(heard.next()).isEqualTo("rtp hello");
        assertThat(session.send(packet(HELLO))).isTrue();
        assertThat(browser.hear()).isEqualTo(HELLO);

        browser.close(true);
        assertThat(heard.next()).isEqualTo("closed");
        await(() -> port.sessions() == 0);
        assertThat(session.send(packet(HELLO))).as("after the end").isFalse();
    }

    @Test
    void nothingButChecksIsTakenFromAnAddressThatNoCheckHasProved() throws Exception {
        WebRtcSession session = port.open(heard);
        browser.describeTo(session);

        browser.send(new byte[] {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        browser.send(new byte[] {(byte) 0x80, 0, 0, 0});

        await(() -> port.drops().of(Drop.UNKNOWN_SOURCE) == 2);
        assertThat(browser.receive(SHORT_MILLIS))
                .as("no answer, no amplification")
                .isEmpty();
    }

    @Test
    void aCheckForNobodyIsNotAnswered() throws Exception {
        WebRtcSession session = port.open(heard);
        session.close();
        await(() -> port.sessions() == 0);

        assertThat(browser.check(session, true, SHORT_MILLIS)).isZero();
        assertThat(port.drops().of(Drop.UNKNOWN_UFRAG)).isEqualTo(1);
    }

    @Test
    void aBrowserThatMovesIsHeardAndSpokenToAtItsNewAddress() throws Exception {
        WebRtcSession session = connected();

        browser.move();
        assertThat(browser.check(session)).isEqualTo(SUCCESS);

        browser.speak(1, HELLO);
        assertThat(heard.next()).isEqualTo("rtp hello");
        session.send(packet(HELLO));
        assertThat(browser.hear()).isEqualTo(HELLO);
    }

    @Test
    void anAddressOfOneSessionCannotBeTakenByAnother() throws Exception {
        connected();
        WebRtcSession other = port.open(new Heard());

        assertThat(browser.check(other, true, SHORT_MILLIS)).isZero();
        assertThat(port.drops().of(Drop.ADDRESS_TAKEN)).isEqualTo(1);
        browser.speak(1, HELLO);
        assertThat(heard.next()).isEqualTo("rtp hello");
    }

    @Test
    void tamperedAndReplayedPacketsAreCountedAndDropped() throws Exception {
        connected();
        byte[] packet = browser.srtp(1, HELLO);
        byte[] tampered = browser.srtp(2, HELLO);
        tampered[14] ^= 1;
        browser.send(packet);
        browser.send(packet);
        browser.send(tampered);

        await(() -> port.drops().of(Drop.REPLAYED) == 1 && port.drops().of(Drop.NOT_AUTHENTIC) == 1);
        assertThat(heard.next()).isEqualTo("rtp hello");
        assertThat(heard.events).isEmpty();
    }

    @Test
    void anotherFingerprintNeedsAnotherSession() {
        WebRtcSession session = port.open(heard);

        assertThat(session.remote("a", "b", new byte[32])).isTrue();
        assertThat(session.remote("c", "d", new byte[32])).isTrue();
        assertThat(session.remote("c", "d", HELLO)).isFalse();
    }

    @Test
    void aWrongCertificateLosesTheSession() throws Exception {
        WebRtcSession session = port.open(heard);
        session.remote("brow", "0123456789012345678901", new byte[32]);
        browser.check(session);

        assertThatThrownBy(browser::connect).isInstanceOf(IOException.class);
        assertThat(heard.next()).isEqualTo("lost DTLS alert 42");
        await(() -> port.sessions() == 0);
    }

    @Test
    void noiseDoesNotHarmAConnection() throws Exception {
        connected();
        Random random = new Random(9);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[1 + random.nextInt(100)];
            random.nextBytes(noise);
            if (noise[0] >= 20 && noise[0] <= 63) {
                noise[0] = 0; // DTLS has its own such test
            }
            browser.send(noise);
        }
        browser.speak(1, HELLO);
        assertThat(heard.next()).isEqualTo("rtp hello");
    }

    @Test
    void sessionsAreBounded() {
        WebRtcSession first = port.open(heard);
        for (int i = 1; i < WebRtcPort.SESSIONS_MAX; i++) {
            port.open(heard);
        }
        assertThatThrownBy(() -> port.open(heard)).isInstanceOf(PortsExhaustedException.class);

        first.close();
        await(() -> port.sessions() == WebRtcPort.SESSIONS_MAX - 1);
        assertThat(port.open(heard).localUfrag()).isNotEqualTo(first.localUfrag());
    }

    @Test
    void ofManyAddressesOfOneSessionTheOldestIsForgottenAndAllGoWithIt() {
        ValidatedAddresses addresses = new ValidatedAddresses();
        WebRtcSession session = port.open(heard);
        for (int i = 0; i <= ValidatedAddresses.ADDRESSES_A_SESSION_MAX; i++) {
            addresses.bind(new InetSocketAddress("192.0.2.1", 1000 + i), session);
        }
        assertThat(addresses.session(new InetSocketAddress("192.0.2.1", 1000))).isNull();
        assertThat(addresses.session(new InetSocketAddress("192.0.2.1", 1001))).isEqualTo(session);
        assertThat(addresses.mayBind(new InetSocketAddress("192.0.2.1", 1001), port.open(heard)))
                .isFalse();

        addresses.release(session);
        assertThat(addresses.session(new InetSocketAddress("192.0.2.1", 1001))).isNull();
    }

    @Test
    void theWildcardBindsEveryAddressOnOnePortAndPrefersThoseOthersCanReach() throws Exception {
        try (WebRtcPort all = new WebRtcPort(InetAddress.getByName("0.0.0.0"), 0)) {
            assertThat(all.candidates())
                    .isNotEmpty()
                    .allSatisfy(candidate -> assertThat(candidate.getAddress().isAnyLocalAddress())
                            .isFalse());
            assertThat(all.candidates().stream().map(InetSocketAddress::getPort).distinct())
                    .hasSize(1);
            assertThat(all.candidates().stream()
                            .map(candidate -> candidate.getAddress().isLoopbackAddress())
                            .distinct())
                    .as("loopback only where there is nothing else")
                    .hasSize(1);
        }
    }

    private WebRtcSession connected() throws Exception {
        WebRtcSession session = port.open(heard);
        browser.describeTo(session);
        assertThat(browser.check(session)).isEqualTo(SUCCESS);
        browser.connect();
        assertThat(browser.dtls.serverFingerprint()).isEqualTo(session.fingerprint());
        assertThat(heard.next()).isEqualTo("connected");
        return session;
    }

    private static ByteBuffer packet(byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length + WebRtcSession.PROTECTION_OCTETS);
        packet.put((byte) 0x80).put((byte) 0).putShort((short) 5).putInt(800).putInt(99);
        return packet.put(payload).flip();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static final class Heard implements WebRtcSession.Listener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return events.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public void onRtp(ByteBuffer plain, long arrivalNanos) {
            byte[] octets = new byte[plain.remaining()];
            plain.get(octets);
            events.add("rtp " + new String(Arrays.copyOfRange(octets, 12, octets.length), StandardCharsets.UTF_8));
        }

        @Override
        public void onRtcp(ByteBuffer plain, long arrivalNanos) {
            events.add("rtcp");
        }

        @Override
        public void onConnected() {
            events.add("connected");
        }

        @Override
        public void onClosed() {
            events.add("closed");
        }

        @Override
        public void onLost(String reason) {
            events.add("lost " + reason);
        }
    }
}
