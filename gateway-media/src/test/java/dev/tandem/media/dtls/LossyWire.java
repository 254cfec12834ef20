package dev.tandem.media.dtls;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bouncycastle.tls.DatagramTransport;

/** Joins a blocking client to an association in memory, losing what the predicates say. */
final class LossyWire implements DatagramTransport {

    private final LinkedBlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
    private final Executor loop;
    private final Predicate<byte[]> lostToServer;
    private final Predicate<byte[]> lostToClient;
    private volatile DtlsAssociation association;

    LossyWire(Executor loop, Predicate<byte[]> lostToServer, Predicate<byte[]> lostToClient) {
        this.loop = loop;
        this.lostToServer = lostToServer;
        this.lostToClient = lostToClient;
    }

    void join(DtlsAssociation far) {
        association = far;
    }

    void fromServer(byte[] datagram) {
        if (!lostToClient.test(datagram)) {
            toClient.add(datagram);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        if (!lostToServer.test(datagram)) {
            loop.execute(() -> association.onDatagram(datagram));
        }
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) {
        try {
            byte[] datagram = toClient.poll(waitMillis == 0 ? 60_000 : waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            System.arraycopy(datagram, 0, buffer, offset, datagram.length);
            return datagram.length;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public int getReceiveLimit() {
        return 1500;
    }

    @Override
    public int getSendLimit() {
        return 1200;
    }

    @Override
    public void close() {}
}
