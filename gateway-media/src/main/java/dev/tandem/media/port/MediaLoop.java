package dev.tandem.media.port;

import dev.tandem.media.webrtc.WebRtcSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One thread that owns legs and conferences: it reads their sockets as packets come, and does their 20 ms work on a wheel of
 * {@value #SLOTS} slots of 1 ms, over which they are spread so that it is never one burst for all.
 *
 * <p>Others reach it by {@link #execute} alone: a queue of at most {@value #COMMANDS_MAX}. All legs of a conference are on one
 * loop; a leg that joins one on another loop is moved there by two commands, one on each loop, in order.
 */
public final class MediaLoop implements AutoCloseable {
    static final int SLOTS = 20;
    static final int COMMANDS_MAX = 16_384;
    private static final long SLOT_NANOS = 1_000_000L;
    private static final long LATE_NANOS = 5_000_000L;
    private static final long BACKLOG_NANOS = 200_000_000L;
    private static final long IDLE_MILLIS = 1_000L;
    private static final long STOP_MILLIS = 2_000L;
    private static final Logger LOG = Logger.getLogger(MediaLoop.class);

    /** Work of every 20 ms. */
    public interface Ticking {
        /** Does it; {@code nowNanos} is when it was due, not when the loop came round to it. */
        void tick(long nowNanos);
    }

    /** Something with a socket. */
    public interface Reading {
        /** Reads what has come, not more than a fair share. */
        void readable(long nowNanos);
    }

    private final long originNanos;
    private final Selector selector;
    private final Thread thread;
    private final ArrayBlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
    private final List<List<Ticking>> wheel = new ArrayList<>(SLOTS);
    private final AtomicLong late = new AtomicLong();
    private final Consumer<SelectionKey> read = this::read;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(RtpSocket.DATAGRAM_OCTETS_MAX);
    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpSocket.DATAGRAM_OCTETS_MAX);
    private final ByteBuffer clearPacket = ByteBuffer.allocate(RtpSocket.DATAGRAM_OCTETS_MAX);
    private final AtomicInteger ticking = new AtomicInteger();
    private final AtomicInteger expected = new AtomicInteger();
    private long dueNanos;
    private final LoopLoad load;
    private long turnedNanos;
    private @Nullable LoopInbox inbox;
    /** When the present turn found work; 0 while it waits. */
    private long wokeNanos;

    private volatile boolean running = true;

    /**
     * A loop that runs from {@link #start} on.
     *
     * @param originNanos of {@link System#nanoTime}, when its clock shows zero
     * @param effort of its Opus encoders, which follows its load
     */
    public MediaLoop(String name, long originNanos, OpusEffort effort) {
        this.originNanos = originNanos;
        load = new LoopLoad(effort);
        try {
            selector = Selector.open();
        } catch (IOException noSelector) {
            throw new UncheckedIOException(noSelector);
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            wheel.add(new ArrayList<>());
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** The time on this loop's clock. Any thread. */
    public long now() {
        return System.nanoTime() - originNanos;
    }

    /**
     * Has the loop run something soon, in the order of the calls. Any thread; never blocks.
     *
     * @throws IllegalStateException when {@value #COMMANDS_MAX} commands wait: the loop is stuck
     */
    public void execute(Runnable command) {
        if (!commands.offer(command)) {
            throw new IllegalStateException("media loop " + thread.getName() + " does not keep up");
        }
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Reads a channel from now on. Loop thread. */
    public void register(DatagramChannel channel, Reading reading) {
        try {
            SelectionKey before = channel.keyFor(selector);
            if (before != null && !before.isValid()) {
                // It left this loop and came back within a turn: the old key is only forgotten by a selection.
                selector.selectNow(read);
            }
            channel.register(selector, SelectionKey.OP_READ, reading);
        } catch (IOException closed) {
            LOG.debug("channel closed before it was read", closed);
        }
    }

    /** Reads a channel no longer. Loop thread. */
    public void unregister(DatagramChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    /**
     * The way for a browser's packets to this loop: a queue, or none on the loop that reads their port itself. Loop thread.
     */
    WebRtcSession.Handover inbox(WebRtcPort port) {
        if (port.isReadBy(this)) {
            return WebRtcSession::onSrtp;
        }
        if (inbox == null) {
            inbox = new LoopInbox(port.drops(), selector::wakeup);
        }
        return inbox;
    }

    /** What its sockets read into, one datagram at a time. Loop thread. */
    ByteBuffer datagram() {
        return datagram;
    }

    /**
     * What its plain legs build packets in, one at a time: hundreds of buffers would be in no cache when their turn comes.
     * Loop thread.
     */
    ByteBuffer packet() {
        return packet;
    }

    /** The same for legs that encrypt, whose ciphers work on arrays. Loop thread. */
    ByteBuffer clearPacket() {
        return clearPacket;
    }

    /** Does this work every 20 ms from now on, in the emptiest slot. Loop thread. */
    public void add(Ticking work) {
        List<Ticking> emptiest = wheel.get(0);
        for (List<Ticking> slot : wheel) {
            emptiest = slot.size() < emptiest.size() ? slot : emptiest;
        }
        emptiest.add(work);
        if (ticking.getAndIncrement() == 0) {
            dueNanos = now();
        }
    }

    /** Does this work no longer. Loop thread. */
    public void remove(Ticking work) {
        for (List<Ticking> slot : wheel) {
            if (slot.remove(work)) {
                ticking.decrementAndGet();
            }
        }
    }

    /**
     * How much work it has every 20 ms: one for each leg, one for each conference, those that are still to come included. Any
     * thread.
     */
    public int load() {
        return ticking.get() + expected.get();
    }

    /** Counts work that will come, so that many who look for an idle loop at once do not all find this one. Any thread. */
    public void expect() {
        expected.incrementAndGet();
    }

    /** What was expected came, or will not. Any thread. */
    public void arrived() {
        expected.decrementAndGet();
    }

    /** The share of the last half second that it worked, 0 to 1. Any thread. */
    public double utilisation() {
        return load.utilisation();
    }

    /** How hard the Opus encoders on this loop should try now. Any thread. */
    public int opusComplexity() {
        return load.effort().complexity();
    }

    /** Turns that came more than 5 ms late. Any thread. */
    public long late() {
        return late.get();
    }

    private void run() {
        while (running) {
            try {
                turn();
            } catch (IOException | RuntimeException fault) {
                // One leg's fault must not silence the others on this loop.
                LOG.error("media loop " + thread.getName() + " goes on after a fault", fault);
            }
        }
        closeSelector();
    }

    private void turn() throws IOException {
        rest();
        wokeNanos = 0;
        long waitNanos = ticking.get() == 0 ? IDLE_MILLIS * SLOT_NANOS : nextWorkNanos() - now();
        if (waitNanos < SLOT_NANOS / 2) {
            woke();
            selector.selectNow(read);
        } else {
            selector.select(read, Math.max(1, waitNanos / SLOT_NANOS));
        }
        long fromNanos = woke();
        runCommands();
        if (inbox != null) {
            inbox.deliver();
        }
        if (ticking.get() > 0) {
            turnWheel();
        }
        load.worked(fromNanos, now());
    }

    /** When this turn's work began; sockets are read before a selection returns. */
    private long woke() {
        if (wokeNanos == 0) {
            wokeNanos = now();
        }
        return wokeNanos;
    }

    /** One look at all sockets every millisecond costs less than a wake-up for every packet. */
    private void rest() {
        long restNanos = turnedNanos + SLOT_NANOS - now();
        if (restNanos > 0) {
            LockSupport.parkNanos(restNanos);
        }
        turnedNanos = now();
    }

    private long nextWorkNanos() {
        long at = dueNanos;
        for (int slot = 0; slot < SLOTS && slotAt(at).isEmpty(); slot++) {
            at += SLOT_NANOS;
        }
        return at;
    }

    private List<Ticking> slotAt(long nanos) {
        return wheel.get((int) (nanos / SLOT_NANOS % SLOTS));
    }

    private void read(SelectionKey key) {
        woke();
        if (key.isValid() && key.attachment() instanceof Reading reading) {
            reading.readable(now());
        }
    }

    private void runCommands() {
        // Not more than waited at the start: what commands add waits its turn.
        for (int waiting = commands.size(); waiting > 0; waiting--) {
            Runnable command = commands.poll();
            if (command != null) {
                command.run();
            }
        }
    }

    private void turnWheel() {
        long now = now();
        if (now - dueNanos > BACKLOG_NANOS) {
            // The machine slept: saying all of it now would only make the far end late as well.
            dueNanos += (now - dueNanos) / SLOT_NANOS * SLOT_NANOS;
        }
        if (now - nextWorkNanos() > LATE_NANOS) {
            late.incrementAndGet();
        }
        while (now - dueNanos >= 0 && ticking.get() > 0) {
            List<Ticking> slot = slotAt(dueNanos);
            long due = dueNanos;
            dueNanos += SLOT_NANOS;
            // Backwards: work may remove itself.
            for (int i = slot.size() - 1; i >= 0; i--) {
                tick(slot.get(i), due);
            }
        }
    }

    private static void tick(Ticking work, long dueNanos) {
        try {
            work.tick(dueNanos);
        } catch (RuntimeException fault) {
            // The others in this slot have work to do all the same.
            LOG.error("work of a frame failed", fault);
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException ignored) {
            LOG.debug("selector did not close", ignored);
        }
    }

    /** Runs the commands that wait, then stops the thread and waits for it a moment. Any other thread. */
    @Override
    public void close() {
        if (!thread.isAlive()) {
            closeSelector();
            return;
        }
        execute(() -> running = false);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
