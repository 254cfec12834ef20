package dev.tandem.media.record;

import dev.tandem.media.PcmSink;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One channel of a recording: takes frames from the media loop, gives them to the writer, each with its place in time.
 *
 * <p>A ring of {@value #FRAMES} frames with one thread at either end. When it is full the disk does not keep up: the
 * newest frame is dropped and counted, for the loop must not wait, and its place stays silent.
 */
final class Channel implements PcmSink {
    /** Two seconds and a half: how long the disk may stand still unheard. */
    static final int FRAMES = 128;

    /** How many frames the loop may be early or late before its frames are given another place. */
    private static final int SLACK = 3;

    private final int sampleRateHz;
    private final Timeline timeline;
    private final LongSupplier clock;
    private final short[][] frames;
    private final long[] places = new long[FRAMES];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private long next = -1;

    Channel(int sampleRateHz, Timeline timeline, LongSupplier clock) {
        this.sampleRateHz = sampleRateHz;
        this.timeline = timeline;
        this.clock = clock;
        frames = new short[FRAMES][sampleRateHz / 50];
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void hear(short[] frame) {
        if (timeline.resting()) {
            return;
        }
        long nowNanos = clock.getAsLong();
        timeline.frameCame(nowNanos);
        long place = place(timeline.frame(nowNanos));
        long at = written.get();
        if (place < 0 || at - read.get() == FRAMES) {
            dropped.incrementAndGet();
            return;
        }
        int slot = (int) (at % FRAMES);
        System.arraycopy(frame, 0, frames[slot], 0, frames[slot].length);
        places[slot] = place;
        written.lazySet(at + 1);
    }

    /** Where a frame that comes now belongs: behind the one before it, unless that is no longer true; -1 for nowhere. */
    private long place(long due) {
        if (next < 0 || due - next > SLACK) {
            next = due;
        }
        return next - due > SLACK ? -1 : next++;
    }

    /** Copies the frame of this place, if there is one, else silence. The writer's thread; places only rise. */
    void read(long place, short[] out) {
        long at = read.get();
        long end = written.get();
        while (at < end && places[(int) (at % FRAMES)] < place) {
            // The time it belongs to has been written.
            dropped.incrementAndGet();
            at++;
        }
        int slot = (int) (at % FRAMES);
        if (at < end && places[slot] == place) {
            System.arraycopy(frames[slot], 0, out, 0, out.length);
            at++;
        } else {
            Arrays.fill(out, (short) 0);
        }
        read.lazySet(at);
    }

    long dropped() {
        return dropped.get();
    }
}
