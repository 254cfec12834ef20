package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Datagrams from many strangers at a rate. What comes back is left to the kernel, which drops it. */
final class Datagrams implements AutoCloseable {
    private static final long TURN_NANOS = 1_000_000;
    private static final int BEHIND_MAX_MILLIS = 200;

    private final DatagramChannel[] strangers;
    private final int perSecond;

    Datagrams(int strangers, int perSecond) throws IOException {
        this.strangers = new DatagramChannel[strangers];
        this.perSecond = perSecond;
        for (int i = 0; i < strangers; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            this.strangers[i] = channel.bind(new InetSocketAddress(Target.stranger(i), 0));
        }
    }

    /** Sends what is made for each number, where it is to go. */
    String send(LongFunction<ByteBuffer> datagram, LongFunction<InetSocketAddress> to, long untilNanos) {
        long start = System.nanoTime();
        long sent = 0;
        long credit = 0;
        long now = start;
        while (now < untilNanos) {
            // Who was kept from its turn catches up a little, and never in a burst that nobody asked for.
            long due = Math.min((now - start) * perSecond / 1_000_000_000 - credit, sent + behindMax());
            credit = (now - start) * perSecond / 1_000_000_000 - due;
            for (; sent < due; sent++) {
                send(strangers[(int) (sent % strangers.length)], datagram.apply(sent), to.apply(sent));
            }
            LockSupport.parkNanos(TURN_NANOS);
            now = System.nanoTime();
        }
        double achieved = sent * 1e9 / (now - start);
        return String.format(
                Locale.ROOT,
                "%,d datagrams, %,.0f of %,d a second, %d sources",
                sent,
                achieved,
                perSecond,
                strangers.length);
    }

    private long behindMax() {
        return Math.max(1, (long) perSecond * BEHIND_MAX_MILLIS / 1_000);
    }

    private static void send(DatagramChannel from, ByteBuffer datagram, InetSocketAddress to) {
        try {
            from.send(datagram, to);
        } catch (IOException unreachable) {
            // Nobody listens any more.
        }
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel each : strangers) {
            each.close();
        }
    }
}
