package dev.tandem.media.dtls;

import dev.tandem.media.srtp.SrtpKeys;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * The passive side of one DTLS association (RFC 5763, section 5): WAITING until there is a ClientHello and a fingerprint to
 * check the browser against, HANDSHAKING on a worker, then UP, in the end OVER.
 *
 * <p>Owned by the loop of its port, which feeds it datagrams; a worker touches it only through the queue.
 */
public final class DtlsAssociation {

    /** What an association reports, on the loop. */
    public interface Listener {
        /** The handshake is complete. */
        void onKeys(SrtpKeys keys);

        /** The browser said goodbye. */
        void onCloseNotify();

        /** It failed, before or after its completion. */
        void onFailed(String reason);

        /** No worker was free; the browser's next retransmission tries again. */
        void onRefused();
    }

    enum State {
        WAITING,
        HANDSHAKING,
        UP,
        OVER
    }

    /** Nobody sends us application data; what comes is dropped. */
    private static final int PLAINTEXT_OCTETS_MAX = 2048;
    /** One datagram holds few records; a bound nonetheless. */
    private static final int RECEIVES_MAX = 16;

    private final DtlsIdentity identity;
    private final Executor workers;
    private final Executor loop;
    private final Listener listener;
    private final DatagramQueue queue;
    private final HandshakeGuard guard = new HandshakeGuard();
    private final byte[] plaintext = new byte[PLAINTEXT_OCTETS_MAX];

    private State state = State.WAITING;
    private byte @Nullable [] expectedSha256;
    private @Nullable DtlsSrtpServer server;
    private @Nullable DTLSTransport transport;

    /**
     * An association that waits.
     *
     * @param workers run one blocking handshake each; may reject
     * @param loop runs what a worker has to tell
     * @param out sends a datagram; called from loop and worker
     */
    public DtlsAssociation(
            DtlsIdentity identity, Executor workers, Executor loop, Consumer<byte[]> out, Listener listener) {
        this.identity = identity;
        this.workers = workers;
        this.loop = loop;
        this.listener = listener;
        this.queue = new DatagramQueue(out);
    }

    /** The certificate to insist on, from the SDP. */
    public void expect(byte[] sha256) {
        expectedSha256 = sha256.clone();
        startIfReady();
    }

    /** Takes one datagram from an address that ICE has validated. */
    public void onDatagram(byte[] datagram) {
        byte[] passed = guard.filter(datagram);
        if (state == State.OVER || passed.length == 0 || !queue.offer(passed)) {
            return;
        }
        if (state == State.UP) {
            drain();
        } else {
            startIfReady();
        }
    }

    /** Says goodbye if there is someone to say it to; idempotent. */
    public void close() {
        DTLSTransport up = transport;
        state = State.OVER;
        transport = null;
        if (up != null) {
            closeNotify(up);
        }
        queue.abort();
    }

    State state() {
        return state;
    }

    private void startIfReady() {
        if (state != State.WAITING || expectedSha256 == null || queue.isEmpty()) {
            return;
        }
        DtlsSrtpServer fresh = new DtlsSrtpServer(identity, expectedSha256);
        try {
            workers.execute(() -> handshake(fresh));
            state = State.HANDSHAKING;
        } catch (RejectedExecutionException full) {
            listener.onRefused();
        }
    }

    /** On a worker. */
    private void handshake(DtlsSrtpServer fresh) {
        try {
            DTLSTransport accepted = new DTLSServerProtocol().accept(fresh, queue);
            loop.execute(() -> up(fresh, accepted));
        } catch (IOException | RuntimeException failed) {
            loop.execute(() -> failed(failed));
        }
    }

    private void up(DtlsSrtpServer fresh, DTLSTransport accepted) {
        if (state == State.OVER) {
            closeNotify(accepted);
            return;
        }
        state = State.UP;
        guard.sealed(fresh.sealOctets());
        server = fresh;
        transport = accepted;
        queue.poll();
        listener.onKeys(fresh.keys());
        drain();
    }

    private void failed(Exception failure) {
        if (state == State.OVER) {
            return;
        }
        close();
        listener.onFailed(reason(failure));
    }

    /** Lets the library see what has come: it sends its last flight again if asked to, and notices a goodbye. */
    private void drain() {
        try {
            for (int i = 0; i < RECEIVES_MAX && transport != null; i++) {
                transport.receive(plaintext, 0, plaintext.length, 1);
            }
        } catch (DatagramQueue.Drained drained) {
            // As it should end.
        } catch (IOException failure) {
            failed(failure);
        }
        noticeGoodbye();
    }

    private void noticeGoodbye() {
        if (state == State.UP && server != null && server.closeNotify()) {
            close();
            listener.onCloseNotify();
        }
    }

    private static void closeNotify(DTLSTransport up) {
        try {
            up.close();
        } catch (IOException unsent) {
            // A goodbye is a courtesy; there is nobody left to tell that it failed.
        }
    }

    /** A word for a log; nothing a peer sent is in it. */
    private static String reason(Exception failure) {
        return failure instanceof TlsFatalAlert alert
                ? "DTLS alert " + alert.getAlertDescription()
                : "DTLS failed: " + failure.getClass().getSimpleName();
    }
}
