package dev.tandem.media.tap;

import dev.tandem.media.PcmSink;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what is heard until somebody takes it: a ring of {@value #FRAMES} frames between the media loop and one reader.
 *
 * <p>When the reader falls behind by the whole ring, frames are dropped and counted; a reader that comes back skips to
 * the present, because audio that is a second late is worth less than what is said now.
 */
public final class TapEar implements PcmSink {
    /** Half a second and a little. */
    static final int FRAMES = 32;

    private final int sampleRateHz;
    private final Runnable onHeard;
    private final short[][] frames;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * An ear.
     *
     * @param sampleRateHz 8000, 16000, 24000 or 48000
     * @param onHeard told on the media loop that there is a frame where there was none: wake the reader and return
     */
    public TapEar(int sampleRateHz, Runnable onHeard) {
        this.sampleRateHz = sampleRateHz;
        this.onHeard = onHeard;
        frames = new short[FRAMES][sampleRateHz / 50];
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void hear(short[] frame) {
        long at = written.get();
        long waiting = at - read.get();
        if (waiting == FRAMES) {
            dropped.incrementAndGet();
            return;
        }
        System.arraycopy(frame, 0, frames[(int) (at % FRAMES)], 0, frame.length);
        // Not lazily: the reader's look at `written` and ours at `read` must not both miss the other.
        written.set(at + 1);
        if (read.get() == at) {
            onHeard.run();
        }
    }

    /** Copies the oldest frame into {@code frame}; false when there is none. The reader's thread. */
    public boolean take(short[] frame) {
        long at = read.get();
        long end = written.get();
        if (end - at == FRAMES) {
            // The reader stood still: all but the newest is past.
            dropped.addAndGet(FRAMES - 1);
            at = end - 1;
        }
        if (at == end) {
            return false;
        }
        System.arraycopy(frames[(int) (at % FRAMES)], 0, frame, 0, frame.length);
        read.set(at + 1);
        return true;
    }

    /** Frames that were heard and never taken. Any thread. */
    public long framesDropped() {
        return dropped.get();
    }
}
