package dev.tandem.media.port;

import dev.tandem.media.webrtc.WebRtcSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * The one UDP port of all browsers (RFC 7983 demultiplexing). {@link #readable} and {@link #tick} belong to the one loop
 * thread that selects on {@link #channels}; the rest may be called from any thread.
 */
public final class WebRtcPort implements AutoCloseable {

    /**
     * Binds.
     *
     * @param bind one local address, or 0.0.0.0 for every one there is: each gets its own channel, because an answer must
     *     leave from the address the question came to
     * @param port 0 for any free one, the same on all addresses
     * @throws IOException when an address cannot be bound
     */
    public WebRtcPort(InetAddress bind, int port) throws IOException {
        throw new IOException("not built yet");
    }

    /** The non-blocking channels the loop selects on for reading: one per local address. */
    public List<DatagramChannel> channels() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The host candidates for an SDP, best first: our addresses and port. Loopback only where there is nothing else. */
    public List<InetSocketAddress> candidates() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Has {@code wakeUp} called, from any thread, whenever {@link #readable} has something to do though no channel is
     * readable, e.g. a handshake has finished: {@code port.onWork(selector::wakeup)}.
     */
    public void onWork(Runnable wakeUp) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Opens a session: from now on a browser that knows its ufrag and password can connect.
     *
     * @throws dev.tandem.media.PortsExhaustedException when there are too many
     */
    public WebRtcSession open(WebRtcSession.Listener listener) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Reads what has arrived and tells the listeners; never blocks. Loop thread. */
    public void readable(long nowNanos) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Finds sessions whose browser is gone; call about once a second. Loop thread. */
    public void tick(long nowNanos) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}
}
