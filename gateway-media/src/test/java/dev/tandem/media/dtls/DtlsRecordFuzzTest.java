package dev.tandem.media.dtls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tandem.media.dtls.DtlsAssociation.State;
import dev.tandem.media.srtp.SrtpKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Records as bad as they can be (RFC 6347, section 4.1), to the filter of the handshake and to an association that is up. */
class DtlsRecordFuzzTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.selfSigned(new SecureRandom(), Instant.EPOCH);

    private final DtlsAssociation association = established();

    /** What is forged is discarded: it neither throws nor ends a call. */
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noRecordThrowsOrEndsACall(byte[] datagram) {
        new HandshakeGuard().filter(datagram);
        association.onDatagram(datagram);
        if (association.state() != State.UP) {
            throw new IllegalStateException("ended by a forged record");
        }
    }

    /** What the workers and the loop do is done here, in turn: nothing runs beside the test afterwards. */
    private static DtlsAssociation established() {
        LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
        ExecutorService workers = Executors.newCachedThreadPool();
        DtlsClient client = DtlsClient.fresh();
        LossyWire wire = new LossyWire(loop::add, datagram -> false, datagram -> false);
        DtlsAssociation fresh = new DtlsAssociation(IDENTITY, workers, loop::add, wire::fromServer, new Deaf());
        wire.join(fresh);
        fresh.expect(client.sha256());
        workers.execute(() -> connect(client, wire));
        try {
            while (fresh.state() != State.UP) {
                loop.take().run();
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        workers.shutdown();
        return fresh;
    }

    private static void connect(DtlsClient client, LossyWire wire) {
        try {
            client.connect(wire);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Deaf implements DtlsAssociation.Listener {
        @Override
        public void onKeys(SrtpKeys keys) {
            // Nothing is sent.
        }

        @Override
        public void onCloseNotify() {
            // Its state tells.
        }

        @Override
        public void onFailed(String reason) {
            // Its state tells.
        }

        @Override
        public void onRefused() {
            throw new IllegalStateException("there are workers enough");
        }
    }
}
