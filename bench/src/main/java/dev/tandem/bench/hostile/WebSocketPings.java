package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Pings whose pongs nobody reads (RFC 6455, section 5.5.2), a hundred of the largest in one write. Each socket tries first to
 * come in without a token, by another spelling of the path, and else with the one that has leaked; what is closed is opened
 * again.
 */
record WebSocketPings(int sockets, long pings) implements Onslaught {
    private static final int PINGS_A_WRITE = 100;
    private static final int PAYLOAD = 125;
    private static final int RECEIVE_BUFFER = 4_096;
    private static final long PAUSE_NANOS = 100_000_000;

    /** What came of them. */
    private static final class Tally {
        private final AtomicLong sent = new AtomicLong();
        private final AtomicInteger withoutToken = new AtomicInteger();
        private final AtomicInteger withToken = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
    }

    @Override
    public String press(Target target, long untilNanos) throws Exception {
        Tally tally = new Tally();
        List<SocketChannel> open = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            int number = i;
            Thread thread = new Thread(() -> flood(target, number, untilNanos, tally, open), "pings-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        while (System.nanoTime() < untilNanos && tally.sent.get() < pings) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        // A write that waits for a gateway that reads no more ends by this alone.
        synchronized (open) {
            for (SocketChannel each : open) {
                each.close();
            }
        }
        for (Thread thread : threads) {
            thread.join(1_000);
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d pings; %d sockets let in without a token, %d with one, %d refused, %d closed on us",
                tally.sent.get(),
                pings,
                tally.withoutToken.get(),
                tally.withToken.get(),
                tally.refused.get(),
                tally.closed.get());
    }

    private void flood(Target target, int number, long untilNanos, Tally tally, List<SocketChannel> open) {
        ByteBuffer frames = frames();
        while (System.nanoTime() < untilNanos && tally.sent.get() < pings) {
            try (SocketChannel channel = SocketChannel.open()) {
                synchronized (open) {
                    open.add(channel);
                }
                if (isLetIn(channel, target, number, tally)) {
                    ping(channel, frames, untilNanos, tally);
                }
            } catch (IOException closed) {
                if (System.nanoTime() < untilNanos) {
                    tally.closed.incrementAndGet();
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ping(SocketChannel channel, ByteBuffer frames, long untilNanos, Tally tally) throws IOException {
        while (System.nanoTime() < untilNanos && tally.sent.get() < pings) {
            frames.rewind();
            while (frames.hasRemaining()) {
                channel.write(frames);
            }
            tally.sent.addAndGet(PINGS_A_WRITE);
        }
    }

    private static ByteBuffer frames() {
        ByteBuffer frames = ByteBuffer.allocateDirect(PINGS_A_WRITE * (6 + PAYLOAD));
        for (int i = 0; i < PINGS_A_WRITE; i++) {
            // FIN and opcode 9; masked, with a key of zeros.
            frames.put((byte) 0x89).put((byte) (0x80 | PAYLOAD)).putInt(0).put(new byte[PAYLOAD]);
        }
        return frames;
    }

    private static boolean isLetIn(SocketChannel channel, Target target, int number, Tally tally) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.bind(new InetSocketAddress(Target.stranger(number), 0));
        channel.connect(target.address(target.ports().http()));
        boolean another = tally.refused.get() < 10;
        String path = another ? "/ws/%73ip" : "/ws/sip?access_token=" + target.token();
        channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost:"
                        + target.ports().http()
                        + "\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGFuZGVtIGhvc3RpbGUuLg==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Protocol: sip\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        // The beginning of the answer tells; the rest, like all pongs, stays where it is.
        ByteBuffer beginning = ByteBuffer.allocate("HTTP/1.1 101".length());
        while (beginning.hasRemaining() && channel.read(beginning) >= 0) {}
        boolean in = new String(beginning.array(), StandardCharsets.US_ASCII).endsWith(" 101");
        (!in ? tally.refused : another ? tally.withoutToken : tally.withToken).incrementAndGet();
        return in;
    }
}
