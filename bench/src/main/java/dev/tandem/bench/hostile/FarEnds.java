package dev.tandem.bench.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The far ends of all calls of the day, on one thread, 50 packets a second each. */
final class FarEnds implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;

    private final Selector selector = Selector.open();
    private final List<FarEnd> ends = new CopyOnWriteArrayList<>();
    private final Queue<FarEnd> fresh = new ConcurrentLinkedQueue<>();
    private volatile long stallNanos;

    FarEnds() throws IOException {
        Thread thread = new Thread(this::run, "far-ends");
        thread.setDaemon(true);
        thread.start();
    }

    void add(FarEnd end) {
        fresh.add(end);
        selector.wakeup();
    }

    void remove(FarEnd end) {
        ends.remove(end);
    }

    /** Forgets the stalls so far. */
    void forgetStalls() {
        stallNanos = 0;
    }

    /** How late this program itself was at most: what it adds to the gaps that it measures. */
    long stallNanos() {
        return stallNanos;
    }

    private void run() {
        long due = System.nanoTime();
        try {
            while (selector.isOpen()) {
                long wait = due - System.nanoTime();
                if (wait > 500_000) {
                    selector.select(FarEnds::read, Math.max(1, wait / 1_000_000));
                    enrol();
                    continue;
                }
                selector.selectNow(FarEnds::read);
                stallNanos = Math.max(stallNanos, -wait);
                ends.forEach(FarEnd::send);
                // Frames this program itself has missed are not sent in a burst, which no telephone would.
                due = -wait > FRAME_NANOS ? System.nanoTime() + FRAME_NANOS : due + FRAME_NANOS;
            }
        } catch (ClosedSelectorException closed) {
            // The day is over.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void read(SelectionKey key) {
        ((FarEnd) key.attachment()).receive();
    }

    private void enrol() {
        for (FarEnd end = fresh.poll(); end != null; end = fresh.poll()) {
            try {
                end.channel().register(selector, SelectionKey.OP_READ, end);
                ends.add(end);
            } catch (ClosedChannelException gone) {
                // Its call ended before it began.
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
