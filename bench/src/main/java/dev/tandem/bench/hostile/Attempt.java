package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of {@link Connections}, with those that came in its place. Owned by their thread. */
final class Attempt {
    private static final ByteBuffer FILLER = filler();
    private static final int TURN_OCTETS_MAX = 256 * 1_024;

    private final Connections.Manner manner;
    private final InetAddress from;
    private final InetSocketAddress to;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final ByteBuffer in = ByteBuffer.allocate(2_048);
    private @Nullable SocketChannel channel;
    private ByteBuffer head = ByteBuffer.allocate(0);
    private ByteBuffer tail = ByteBuffer.allocate(0);
    private int bodyLeft;
    private boolean answered;
    private long againNanos = Long.MIN_VALUE;
    private long dripNanos;
    private int closedTimes;
    private int failedTimes;

    Attempt(Connections.Manner manner, InetAddress from, InetSocketAddress to) {
        this.manner = manner;
        this.from = from;
        this.to = to;
    }

    private static ByteBuffer filler() {
        ByteBuffer filler = ByteBuffer.allocateDirect(64 * 1_024);
        filler.put("{\"accessKey\":\"".getBytes(StandardCharsets.US_ASCII));
        while (filler.hasRemaining()) {
            filler.put((byte) 'A');
        }
        return filler.rewind();
    }

    boolean isOpen() {
        SocketChannel open = channel;
        return open != null && open.isConnected();
    }

    int closedTimes() {
        return closedTimes;
    }

    int failedTimes() {
        return failedTimes;
    }

    Map<String, Integer> answers() {
        return answers;
    }

    /** What is due: to open it, the next octet. */
    void turn(Selector selector, long nowNanos) {
        try {
            if (channel == null) {
                if (nowNanos >= againNanos) {
                    open(selector, nowNanos);
                }
            } else if (isOpen() && !manner.drip().isZero() && bodyLeft == 0 && nowNanos >= dripNanos) {
                dripNanos = nowNanos + manner.drip().toNanos();
                channel.write(ByteBuffer.wrap(new byte[] {'a'}));
            }
        } catch (IOException failed) {
            ended(isOpen());
        }
    }

    private void open(Selector selector, long nowNanos) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        head = StandardCharsets.ISO_8859_1.encode(manner.head());
        tail = StandardCharsets.ISO_8859_1.encode(manner.tail());
        bodyLeft = manner.body();
        answered = false;
        dripNanos = nowNanos + manner.drip().toNanos();
        opened.configureBlocking(false);
        opened.bind(new InetSocketAddress(from, 0));
        opened.connect(to);
        opened.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** What the network has for it. */
    void ready(SelectionKey key) {
        SocketChannel open = channel;
        if (open == null || key.channel() != open) {
            return;
        }
        boolean connected = open.isConnected();
        try {
            if (key.isConnectable() && open.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
            if (key.isValid() && key.isWritable()) {
                write(open, key);
            }
            if (key.isValid() && key.isReadable()) {
                read(open);
            }
        } catch (IOException failed) {
            ended(connected);
        }
    }

    private void write(SocketChannel open, SelectionKey key) throws IOException {
        open.write(head);
        int turn = TURN_OCTETS_MAX;
        while (!head.hasRemaining() && bodyLeft > 0 && turn > 0) {
            boolean begins = bodyLeft == manner.body();
            int offset = begins ? 0 : FILLER.capacity() / 2;
            int wrote = open.write(FILLER.slice(offset, Math.min(bodyLeft, FILLER.capacity() - offset)));
            if (wrote == 0) {
                return;
            }
            bodyLeft -= wrote;
            turn -= wrote;
        }
        if (!head.hasRemaining() && bodyLeft == 0) {
            open.write(tail);
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void read(SocketChannel open) throws IOException {
        int count = open.read(in.clear());
        if (count > 0 && !answered) {
            answered = true;
            answers.merge(firstWords(), 1, Integer::sum);
            // An answered body has done what it could; the next is a new one.
            if (manner.body() > 0) {
                ended(true);
            }
        } else if (count < 0) {
            ended(true);
        }
    }

    private String firstWords() {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        return text.startsWith("HTTP/") && text.length() >= 12 ? text.substring(9, 12) : "other";
    }

    private void ended(boolean connected) {
        closedTimes += connected ? 1 : 0;
        failedTimes += connected ? 0 : 1;
        againNanos = System.nanoTime() + manner.again().toNanos();
        close();
    }

    void close() {
        SocketChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException gone) {
            // It was to be closed.
        }
    }
}
