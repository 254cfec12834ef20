package dev.tandem.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.bouncycastle.tls.DTLSTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DtlsAssociationTest {

    private final DtlsIdentity identity = DtlsIdentity.selfSigned(new SecureRandom(), Instant.now());
    private static final int CERTIFICATE_VERIFY = 15;

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private Reports reports = new Reports();
    private final DtlsClient client = DtlsClient.fresh();

    @AfterEach
    void stop() throws Exception {
        // Workers first: they hand their end over to the loop.
        workers.shutdownNow();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        loop.shutdownNow();
    }

    @Test
    void aHandshakeGivesBothSidesTheSameKeysOfTheBestProfile() throws Exception {
        LossyWire wire = wire(datagram -> false, workers);
        client.connect(wire);

        assertThat(reports.next()).isEqualTo("keys");
        assertThat(reports.keys).isEqualTo(client.keys());
        assertThat(reports.keys.profile()).isEqualTo(SrtpProfile.AES128_CM_SHA1_80);
        assertThat(client.serverFingerprint())
                .isEqualTo(identity.fingerprint())
                .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void aLostCertificateVerifyDoesNotHangTheHandshake() throws Exception {
        AtomicBoolean lostOne = new AtomicBoolean();
        LossyWire wire =
                wire(datagram -> isPlain(datagram, CERTIFICATE_VERIFY) && lostOne.compareAndSet(false, true), workers);
        client.connect(wire);

        assertThat(reports.next()).isEqualTo("keys");
        assertThat(lostOne).isTrue();
    }

    @Test
    void handshakesEndThoughATenthOfAllDatagramsIsLost() throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            reports = new Reports();
            DtlsClient lossy = DtlsClient.fresh();
            LossyWire wire = wire(datagram -> coin(random), workers, lossy.sha256());
            DTLSTransport transport = lossy.connect(wire);
            assertThat(reports.next()).as("seed %d", seed).isEqualTo("keys");
            assertThat(reports.keys).isEqualTo(lossy.keys());
            transport.close();
        }
    }

    @Test
    void aLostLastFlightIsSentAgainAfterTheHandshakeWithoutAThread() throws Exception {
        AtomicBoolean lostOne = new AtomicBoolean();
        LossyWire wire = new LossyWire(
                loop, datagram -> false, datagram -> isFinished(datagram) && lostOne.compareAndSet(false, true));
        client.connect(join(wire, workers, client.sha256()));

        assertThat(reports.next()).isEqualTo("keys");
        assertThat(lostOne).isTrue();
    }

    @Test
    void aCertificateThatIsNotTheOneOfTheSdpIsRefused() throws Exception {
        LossyWire wire = wire(datagram -> false, workers, new byte[32]);

        assertThat(connects(client, wire)).isFalse();
        assertThat(reports.next()).isEqualTo("failed: DTLS alert 42");
    }

    @Test
    void aBrowserWithoutSrtpOrWithoutACommonProfileIsRefused() throws Exception {
        assertThat(connects(client.profiles(), wire(datagram -> false, workers)))
                .isFalse();
        assertThat(reports.next()).startsWith("failed");

        assertThat(connects(DtlsClient.fresh().profiles(2, 5), wire(datagram -> false, workers)))
                .isFalse();
        assertThat(reports.next()).startsWith("failed");
    }

    @Test
    void aBrowserWithoutExtendedMasterSecretIsRefused() throws Exception {
        assertThat(connects(client.withoutExtendedMasterSecret(), wire(datagram -> false, workers)))
                .isFalse();
        assertThat(reports.next()).startsWith("failed");
    }

    @Test
    void theBrowsersGoodbyeIsReported() throws Exception {
        DTLSTransport transport = client.connect(wire(datagram -> false, workers));
        assertThat(reports.next()).isEqualTo("keys");

        transport.close();

        assertThat(reports.next()).isEqualTo("close_notify");
    }

    @Test
    void ourGoodbyeReachesTheBrowser() throws Exception {
        LossyWire wire = wire(datagram -> false, workers);
        DTLSTransport transport = client.connect(wire);
        assertThat(reports.next()).isEqualTo("keys");

        loop.execute(association::close);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!client.closeNotify() && System.nanoTime() < deadline) {
            transport.receive(new byte[1500], 0, 1500, 20);
        }
        assertThat(client.closeNotify()).isTrue();
    }

    @Test
    void withoutAFreeWorkerTheNextRetransmissionTriesAgain() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        Executor busyFirst = handshake -> {
            if (full.getAndSet(false)) {
                throw new RejectedExecutionException();
            }
            workers.execute(handshake);
        };
        client.connect(wire(datagram -> false, busyFirst));

        assertThat(reports.next()).isEqualTo("refused");
        assertThat(reports.next()).isEqualTo("keys");
    }

    @Test
    void aClosedAssociationFreesItsWorker() throws Exception {
        wire(datagram -> false, workers);
        loop.execute(() -> association.onDatagram(clientHelloStart()));
        loop.submit(() -> {}).get(5, TimeUnit.SECONDS);

        loop.execute(association::close);

        workers.shutdown();
        assertThat(workers.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void forgedRecordsStopNoHandshakeAndNoConnection() throws Exception {
        LossyWire wire = wire(datagram -> false, workers);
        flood(9);
        client.connect(wire);
        assertThat(reports.next()).isEqualTo("keys");

        flood(9);
        // What claims to be encrypted and is not, or is too short to be.
        flood(1);

        assertThat(reports.events).as("still up").isEmpty();
        assertThat(association.state()).isEqualTo(DtlsAssociation.State.UP);
    }

    @Test
    void randomRecordsNeverThrowAndNeverConnect() throws Exception {
        wire(datagram -> false, workers);
        flood(0);
        assertThat(association.state()).isNotEqualTo(DtlsAssociation.State.UP);
    }

    private void flood(int epoch) throws Exception {
        Random random = new Random(11);
        loop.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        association.onDatagram(noise(random, epoch));
                    }
                })
                .get(20, TimeUnit.SECONDS);
    }

    private DtlsAssociation association;

    private LossyWire wire(Predicate<byte[]> lost, Executor handshakes) {
        return wire(lost, handshakes, client.sha256());
    }

    private LossyWire wire(Predicate<byte[]> lost, Executor handshakes, byte[] sha256) {
        return join(new LossyWire(loop, lost, lost), handshakes, sha256);
    }

    private LossyWire join(LossyWire wire, Executor handshakes, byte[] sha256) {
        association = new DtlsAssociation(identity, handshakes, loop, wire::fromServer, reports);
        wire.join(association);
        association.expect(sha256);
        return wire;
    }

    private static boolean connects(DtlsClient client, LossyWire wire) {
        try {
            client.connect(wire);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean coin(Random random) {
        synchronized (random) {
            return random.nextInt(10) == 0;
        }
    }

    private static boolean isPlain(byte[] datagram, int messageType) {
        return datagram[0] == 22 && datagram[4] == 0 && datagram[13] == messageType;
    }

    /** The only handshake record of epoch 1 in a direction. */
    private static boolean isFinished(byte[] datagram) {
        return datagram[0] == 22 && datagram[4] == 1;
    }

    /** A record that claims to start a ClientHello and never goes on. */
    private static byte[] clientHelloStart() {
        byte[] record = new byte[13 + 12 + 10];
        record[0] = 22;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFD;
        record[12] = 22;
        record[13] = 1;
        record[16] = 100;
        record[24] = 10;
        return record;
    }

    private static byte[] noise(Random random, int epoch) {
        byte[] octets = new byte[random.nextInt(200)];
        random.nextBytes(octets);
        if (octets.length >= 14) {
            octets[0] = (byte) (20 + random.nextInt(6));
            octets[1] = (byte) 0xFE;
            octets[2] = (byte) 0xFD;
            octets[3] = 0;
            octets[4] = (byte) epoch;
            octets[11] = 0;
            octets[12] = (byte) Math.min(127, octets.length - 13);
        }
        return octets;
    }

    private static final class Reports implements DtlsAssociation.Listener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        volatile SrtpKeys keys;

        String next() throws InterruptedException {
            return events.poll(25, TimeUnit.SECONDS);
        }

        @Override
        public void onKeys(SrtpKeys exported) {
            keys = exported;
            events.add("keys");
        }

        @Override
        public void onCloseNotify() {
            events.add("close_notify");
        }

        @Override
        public void onFailed(String reason) {
            events.add("failed: " + reason);
        }

        @Override
        public void onRefused() {
            events.add("refused");
        }
    }
}
