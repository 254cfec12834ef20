package dev.tandem.media.port;

import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.dtls.DtlsIdentity;
import dev.tandem.media.ice.IceCredentials;
import dev.tandem.media.ice.Path;
import dev.tandem.media.ice.StunMessage;
import dev.tandem.media.srtp.SrtpWarmUp;
import dev.tandem.media.webrtc.DatagramKind;
import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.DropCounts;
import dev.tandem.media.webrtc.SessionHome;
import dev.tandem.media.webrtc.WebRtcSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The one UDP port of all browsers (RFC 7983 demultiplexing). {@link #readable} and {@link #tick} belong to the one loop
 * thread that selects on {@link #channels}; the rest may be called from any thread.
 *
 * <p>STUN finds its session by our ufrag, everything else by the address a valid check has bound.
 */
public final class WebRtcPort implements AutoCloseable {

    /** Browsers at once; far more than one machine can serve. */
    static final int SESSIONS_MAX = 4096;

    /** Work for the loop that may wait; a session has three pieces at most in its life, and a few more on renegotiation. */
    private static final int LOOP_WORK_MAX = 4 * SESSIONS_MAX;

    /** Datagrams read from one channel before the loop may look at its other duties. */
    private static final int DATAGRAMS_A_TURN_MAX = 256;

    private static final int DATAGRAM_OCTETS_MAX = 2048;

    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.selfSigned(random, Instant.now());
    private final LocalChannels channels;
    private final HandshakeWorkers workers = new HandshakeWorkers();
    private final DropCounts drops = new DropCounts();
    private final Map<String, WebRtcSession> byUfrag = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(SESSIONS_MAX);
    private final LinkedBlockingQueue<Runnable> loopWork = new LinkedBlockingQueue<>(LOOP_WORK_MAX);
    private final ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_OCTETS_MAX);
    private final ValidatedAddresses addresses = new ValidatedAddresses();
    private final SessionHome home = new Home();
    private volatile Runnable wakeUp = () -> {};
    private volatile @Nullable MediaLoop reader;

    /**
     * Binds, and has the ciphers warmed up.
     *
     * @param bind one local address, or 0.0.0.0 for every one there is: each gets its own channel, because an answer must
     *     leave from the address the question came to
     * @param port 0 for any free one, the same on all addresses
     * @throws IOException when an address cannot be bound
     */
    public WebRtcPort(InetAddress bind, int port) throws IOException {
        channels = LocalChannels.bind(bind, port);
        SrtpWarmUp.run();
    }

    /** The non-blocking channels the loop selects on for reading: one per local address. */
    public List<DatagramChannel> channels() {
        return channels.all();
    }

    /** The host candidates for an SDP, best first: our addresses and port. Loopback only where there is nothing else. */
    public List<InetSocketAddress> candidates() {
        return channels.candidates();
    }

    /** What was dropped or refused so far. */
    public DropCounts drops() {
        return drops;
    }

    /** Sessions open now. */
    public int sessions() {
        return SESSIONS_MAX - places.availablePermits();
    }

    /**
     * Has {@code wakeUp} called, from any thread, whenever {@link #readable} has something to do though no channel is
     * readable, e.g. a handshake has finished: {@code port.onWork(selector::wakeup)}.
     */
    public void onWork(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Says which loop reads it. Any thread. */
    void readBy(MediaLoop loop) {
        reader = loop;
    }

    boolean isReadBy(MediaLoop loop) {
        return reader == loop;
    }

    /**
     * Opens a session: from now on a browser that knows its ufrag and password can connect.
     *
     * @throws PortsExhaustedException when there are too many
     */
    public WebRtcSession open(WebRtcSession.Listener listener) {
        if (!places.tryAcquire()) {
            throw new PortsExhaustedException(SESSIONS_MAX + " WebRTC sessions are open");
        }
        while (true) {
            WebRtcSession session = new WebRtcSession(IceCredentials.random(random), identity, home, listener, drops);
            if (byUfrag.putIfAbsent(session.localUfrag(), session) == null) {
                return session;
            }
        }
    }

    /** Reads what has arrived and tells the listeners; never blocks. Loop thread. */
    public void readable(long nowNanos) {
        work();
        for (int local = 0; local < channels.all().size(); local++) {
            drain(local, channels.all().get(local), nowNanos);
        }
    }

    private void work() {
        for (Runnable work = loopWork.poll(); work != null; work = loopWork.poll()) {
            work.run();
        }
    }

    private void drain(int local, DatagramChannel channel, long nowNanos) {
        try {
            for (int i = 0; i < DATAGRAMS_A_TURN_MAX; i++) {
                InetSocketAddress source = (InetSocketAddress) channel.receive(datagram.clear());
                if (source == null) {
                    return;
                }
                route(datagram.flip(), local, source, nowNanos);
            }
        } catch (IOException failed) {
            // Somebody else's error must not end the loop; a closed channel is not selected again.
            drops.count(Drop.RECEIVE_FAILED);
        }
    }

    private void route(ByteBuffer received, int local, InetSocketAddress source, long nowNanos) {
        DatagramKind kind = DatagramKind.of(received);
        switch (kind) {
            case STUN -> onStun(received, local, source, nowNanos);
            case DTLS, SRTP -> onBound(kind, received, source, nowNanos);
            case OTHER -> drops.count(Drop.MALFORMED);
        }
    }

    private void onStun(ByteBuffer received, int local, InetSocketAddress source, long nowNanos) {
        Optional<StunMessage> message = StunMessage.parse(received);
        if (message.isEmpty()) {
            drops.count(Drop.MALFORMED);
            return;
        }
        WebRtcSession session = byUfrag.get(message.get().localUfrag());
        if (session == null) {
            // No answer: whoever guesses or floods learns nothing and is not amplified.
            drops.count(Drop.UNKNOWN_UFRAG);
        } else if (!addresses.mayBind(source, session)) {
            drops.count(Drop.ADDRESS_TAKEN);
        } else if (session.onStun(message.get(), new Path(local, source), nowNanos)) {
            addresses.bind(source, session);
        }
    }

    private void onBound(DatagramKind kind, ByteBuffer received, InetSocketAddress source, long nowNanos) {
        WebRtcSession session = addresses.session(source);
        if (session == null) {
            drops.count(Drop.UNKNOWN_SOURCE);
        } else if (kind == DatagramKind.DTLS) {
            session.onDtls(received);
        } else {
            session.arrived(received, nowNanos);
        }
    }

    /** Finds sessions whose browser is gone; call about once a second. Loop thread. */
    public void tick(long nowNanos) {
        work();
        for (WebRtcSession session : byUfrag.values()) {
            session.tick(nowNanos);
        }
    }

    /** Closes the sockets and stops the workers; sessions still open fall silent. After the loop has ended. */
    @Override
    public void close() {
        workers.close();
        channels.close();
    }

    private final class Home implements SessionHome {

        @Override
        public boolean send(ByteBuffer toSend, Path path) {
            boolean sent = channels.send(toSend, path);
            if (!sent) {
                drops.count(Drop.SEND_FAILED);
            }
            return sent;
        }

        @Override
        public void onLoop(Runnable work) {
            if (!loopWork.offer(work)) {
                throw new IllegalStateException("the loop of the WebRTC port does not keep up");
            }
            wakeUp.run();
        }

        @Override
        public void onWorker(Runnable handshake) {
            workers.execute(handshake);
        }

        @Override
        public void over(WebRtcSession session) {
            if (byUfrag.remove(session.localUfrag(), session)) {
                addresses.release(session);
                places.release();
            }
        }
    }
}
