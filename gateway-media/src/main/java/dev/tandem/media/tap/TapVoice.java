package dev.tandem.media.tap;

import dev.tandem.media.PcmSource;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says what it is given, evenly: elastic towards senders that give ten seconds at once, cushioned against those whose 20 ms
 * come unevenly. The delay that a stall leaves behind with a sender in real time is taken out of its pauses. Marks between the sounds are told when everything before them has been said.
 *
 * <p>{@link #speak} belongs to the media loop; giving is for any thread and never blocks. What is given beyond
 * {@code samplesMax} waiting samples is dropped and counted.
 */
public final class TapVoice implements PcmSource {
    /** Sounds and marks that may wait: 200 s in pieces of 20 ms. */
    static final int PIECES_MAX = 10_000;

    private static final int SINKING_MILLIS = 5;
    /** Peaks below this are pauses: -44 dB. */
    private static final int QUIET = 200;

    private static final String NO_MARK = "";
    private static final short[] NO_SOUND = {};

    private final int sampleRateHz;
    private final int samplesMax;
    private final Marks marks;
    private final Cushion cushion = new Cushion();
    private final Backlog backlog = new Backlog();
    private final ConcurrentLinkedQueue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private volatile long underruns;

    // The media loop's.
    private Piece current = new Piece(0, NO_SOUND, NO_MARK);
    private int position;
    private int spokenGeneration;
    private short last;

    /** Where marks are told. */
    public interface Marks {
        /** A mark was reached, when everything before it was {@code said}; else what was before it was cleared. */
        void reached(String name, boolean said);
    }

    /** Some sound, or a mark; of an earlier generation when it was given before the last clearing. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Piece(int generation, short[] samples, String mark) {}

    /**
     * A voice that has nothing to say yet.
     *
     * @param sampleRateHz 8000, 16000, 24000 or 48000
     * @param samplesMax how much may wait to be said
     * @param marks told of marks, mostly on the media loop: hand over and return at once
     */
    public TapVoice(int sampleRateHz, int samplesMax, Marks marks) {
        this.sampleRateHz = sampleRateHz;
        this.samplesMax = samplesMax;
        this.marks = marks;
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Says this after what waits already; takes the array over. What finds no room is dropped. */
    public void say(short[] samples) {
        int room = Math.max(0, samplesMax - queued.get());
        int kept = waiting.get() < PIECES_MAX ? Math.min(room, samples.length) : 0;
        dropped.addAndGet(samples.length - kept);
        if (kept > 0) {
            waiting.incrementAndGet();
            pieces.add(new Piece(
                    generation.get(), kept == samples.length ? samples : Arrays.copyOf(samples, kept), NO_MARK));
            queued.addAndGet(kept);
        }
    }

    /** Tells {@code name}, which is not empty, when all that was given before has been said. */
    public void mark(String name) {
        if (waiting.get() < PIECES_MAX) {
            waiting.incrementAndGet();
            pieces.add(new Piece(generation.get(), NO_SOUND, name));
        } else {
            marks.reached(name, false);
        }
    }

    /** Falls silent with the next frame, and forgets what waits; its marks are told. */
    public void clear() {
        generation.incrementAndGet();
    }

    /** Samples that wait to be said. Any thread. */
    public int samplesQueued() {
        return Math.max(0, queued.get());
    }

    /** Samples that were given and found no room; what was cleared is not among them. Any thread. */
    public long samplesDropped() {
        return dropped.get();
    }

    /** How often sound came too late in the middle of something. Any thread. */
    public long underruns() {
        return underruns;
    }

    @Override
    public void speak(short[] frame) {
        int latest = generation.get();
        if (latest != spokenGeneration) {
            forget(latest);
        }
        long queuedMillis = queued.get() * 1_000L / sampleRateHz;
        if (backlog.isNeedless(queuedMillis, cushion.millis()) && reach()) {
            skipPause(frame.length);
        }
        boolean nothing = queued.get() <= 0;
        // With no sound waiting, marks may: they are told all the same.
        int filled = cushion.lets(queuedMillis) || nothing ? fill(frame) : 0;
        underruns = cushion.interruptions();
        if (filled < frame.length) {
            sink(frame, filled);
        }
        last = frame[frame.length - 1];
    }

    private int fill(short[] frame) {
        int filled = 0;
        while (filled < frame.length && reach()) {
            int count = Math.min(frame.length - filled, current.samples().length - position);
            System.arraycopy(current.samples(), position, frame, filled, count);
            position += count;
            filled += count;
            queued.addAndGet(-count);
        }
        if (filled > 0) {
            last = frame[filled - 1];
        }
        if (filled < frame.length) {
            cushion.ranDry();
        }
        return filled;
    }

    /** Leaves out the next frame if nothing can be heard in it, so that what waits becomes less. */
    private void skipPause(int samples) {
        int end = position + samples;
        if (end > current.samples().length) {
            return;
        }
        for (int i = position; i < end; i++) {
            if (Math.abs(current.samples()[i]) > QUIET) {
                return;
            }
        }
        position = end;
        queued.addAndGet(-samples);
        backlog.leftOut();
    }

    /** Goes on to a piece that still has sound, telling the marks on the way; false when there is none. */
    private boolean reach() {
        while (position == current.samples().length) {
            Piece next = pieces.poll();
            if (next == null) {
                return false;
            }
            waiting.decrementAndGet();
            current = next;
            position = 0;
            tell(next, true);
        }
        return true;
    }

    private void tell(Piece piece, boolean said) {
        if (!piece.mark().isEmpty()) {
            marks.reached(piece.mark(), said);
        }
    }

    /** Lets go of everything that was given before the last clearing. */
    private void forget(int latest) {
        queued.addAndGet(position - current.samples().length);
        position = current.samples().length;
        for (Piece next = pieces.peek(); next != null && next.generation() != latest; next = pieces.peek()) {
            pieces.remove();
            waiting.decrementAndGet();
            queued.addAndGet(-next.samples().length);
            tell(next, false);
        }
        spokenGeneration = latest;
        cushion.startAnew();
    }

    /** Silence from {@code from} on, into which the last sample sinks within 5 ms: a cut would click. */
    private void sink(short[] frame, int from) {
        Arrays.fill(frame, from, frame.length, (short) 0);
        int steps = Math.min(sampleRateHz * SINKING_MILLIS / 1_000, frame.length - from);
        for (int i = 0; i < steps; i++) {
            frame[from + i] = (short) (last * (steps - i) / (steps + 1));
        }
    }
}
