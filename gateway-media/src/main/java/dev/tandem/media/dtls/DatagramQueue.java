package dev.tandem.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The library's transport: the loop puts datagrams in, the library takes them out; what it sends goes straight to the
 * port. The worker waits on it during the handshake; afterwards the loop itself only polls.
 */
final class DatagramQueue implements DatagramTransport {

    /** More than two flights with retransmissions. */
    static final int DATAGRAMS_MAX = 50;

    private static final int RECEIVE_OCTETS_MAX = 1500;
    /** What passes any path we care for, IPv6 and tunnels included. */
    private static final int SEND_OCTETS_MAX = 1200;

    private static final byte[] CLOSED = {};

    /** Nothing more to read, while nobody may wait: ends the library's receive loop without a pause or a spin. */
    static final class Drained extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this; // a signal, not a failure
        }
    }

    private final BlockingQueue<byte[]> datagrams = new ArrayBlockingQueue<>(DATAGRAMS_MAX);
    private final Consumer<byte[]> out;
    private volatile boolean polling;
    private volatile boolean closed;

    DatagramQueue(Consumer<byte[]> out) {
        this.out = out;
    }

    /** False when it is full: DTLS will send again. */
    boolean offer(byte[] datagram) {
        return datagrams.offer(datagram);
    }

    boolean isEmpty() {
        return datagrams.isEmpty();
    }

    /** From now on nobody waits: {@link #receive} on an empty queue throws {@link Drained}. */
    void poll() {
        polling = true;
    }

    /** Ends a waiting {@link #receive} and everything after it. */
    void abort() {
        closed = true;
        datagrams.clear();
        datagrams.offer(CLOSED);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_OCTETS_MAX;
    }

    @Override
    public int getSendLimit() {
        return SEND_OCTETS_MAX;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = polling ? datagrams.poll() : await(waitMillis);
        if (closed) {
            throw new IOException("session closed");
        }
        if (datagram == null) {
            if (polling) {
                throw new Drained();
            }
            return -1;
        }
        int taken = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, taken);
        return taken;
    }

    private byte @org.jspecify.annotations.Nullable [] await(int waitMillis) throws IOException {
        try {
            return datagrams.poll(waitMillis == 0 ? Long.MAX_VALUE : waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        out.accept(datagram);
    }

    @Override
    public void close() {
        // The port owns the socket.
    }
}
