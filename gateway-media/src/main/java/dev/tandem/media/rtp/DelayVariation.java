package dev.tandem.media.rtp;

/**
 * How unevenly packets arrive: the spread between the quickest and the slowest of the last two windows of
 * {@value #WINDOW_PACKETS} packets. The slowest is what a jitter buffer must be able to wait for; as windows pass, old
 * trouble is forgotten.
 *
 * <p>Unit: ticks of the stream's RTP clock. Owned by its jitter buffer.
 */
final class DelayVariation {
    static final int WINDOW_PACKETS = 100;
    private static final int FLOOR_MILLIS = 10;
    private static final int JUMP_MILLIS = 3_000;
    private static final int CEILING_MILLIS = 240;

    private final int ticksPerMilli;
    private boolean started;
    private int referenceTicks;
    private int packets;
    private int least;
    private int most;
    private int leastBefore;
    private int mostBefore;

    DelayVariation(int ticksPerMilli) {
        this.ticksPerMilli = ticksPerMilli;
    }

    /** Takes a packet in. */
    void arrived(int timestamp, long nowNanos) {
        int transit = (int) (nowNanos / 1_000 * ticksPerMilli / 1_000) - timestamp;
        if (!started || Math.abs(transit - referenceTicks) > JUMP_MILLIS * ticksPerMilli) {
            // No network is that slow: the sender's timestamps jumped.
            begin(transit);
        }
        // Relative to the first, so that wrapping clocks do not matter.
        int delay = transit - referenceTicks;
        least = Math.min(least, delay);
        most = Math.max(most, delay);
        if (++packets == WINDOW_PACKETS) {
            turn(delay);
        }
    }

    private void begin(int transit) {
        started = true;
        referenceTicks = transit;
        packets = 0;
        least = 0;
        most = 0;
        leastBefore = 0;
        mostBefore = 0;
    }

    private void turn(int delay) {
        packets = 0;
        leastBefore = least;
        mostBefore = most;
        least = delay;
        most = delay;
    }

    /** The next packet starts a new line of timestamps. */
    void restart() {
        started = false;
    }

    /** What should be buffered before playing. */
    int targetTicks() {
        int spread = started ? Math.max(most, mostBefore) - Math.min(least, leastBefore) : 0;
        int wanted = spread + FLOOR_MILLIS * ticksPerMilli;
        return Math.min(wanted, CEILING_MILLIS * ticksPerMilli);
    }
}
