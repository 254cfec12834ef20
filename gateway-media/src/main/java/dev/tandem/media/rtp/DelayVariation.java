package dev.tandem.media.rtp;

/**
 * How unevenly packets arrive: the spread between the quickest and the slowest of the last two windows of
 * {@value #WINDOW_PACKETS} packets, which is what a jitter buffer must be able to ride out. As windows pass, old trouble is
 * forgotten.
 *
 * <p>A stall, a jump in delay of more than {@value #STALL_MILLIS} ms after which the packets held up arrive in a bunch, is
 * no jitter: waiting for the next one would cost latency all the time. It counts only when another was seen within the
 * last {@value #STALL_MEMORY_PACKETS} packets.
 *
 * <p>Unit: ticks of the stream's RTP clock. Owned by its jitter buffer.
 */
final class DelayVariation {
    static final int WINDOW_PACKETS = 100;
    static final int STALL_MILLIS = 100;
    static final int STALL_MEMORY_PACKETS = 400;
    private static final int JUMP_MILLIS = 3_000;
    private static final int CEILING_MILLIS = 240;
    private static final int DRAINING_MILLIS = 5;
    private static final int BUNCH_PACKETS = 50;

    private final int ticksPerMilli;
    private boolean started;
    private int referenceTicks;
    private int packets;
    private int least;
    private int most;
    private int leastBefore;
    private int mostBefore;
    private int delay;
    private boolean stalled;
    private boolean forgiven;
    private int sinceStall = STALL_MEMORY_PACKETS;

    DelayVariation(int ticksPerMilli) {
        this.ticksPerMilli = ticksPerMilli;
    }

    /**
     * Takes a packet in.
     *
     * @return how much later it came than the quickest
     */
    int arrived(int timestamp, long nowNanos) {
        int transit = (int) (nowNanos / 1_000 * ticksPerMilli / 1_000) - timestamp;
        if (!started || Math.abs(transit - referenceTicks) > JUMP_MILLIS * ticksPerMilli) {
            // No network is that slow: the sender's timestamps jumped.
            begin(transit);
        }
        // Relative to the first, so that wrapping clocks do not matter.
        int before = delay;
        delay = transit - referenceTicks;
        least = Math.min(least, delay);
        if (!stalled(before)) {
            most = Math.max(most, delay);
        }
        int lateness = delay - quickest();
        if (++packets == WINDOW_PACKETS) {
            turn();
        }
        return lateness;
    }

    private boolean stalled(int before) {
        sinceStall = Math.min(sinceStall + 1, STALL_MEMORY_PACKETS);
        if (delay - before > STALL_MILLIS * ticksPerMilli) {
            // Of a bunch that comes out of order each packet may look like a stall.
            boolean first = sinceStall == STALL_MEMORY_PACKETS;
            boolean same = forgiven && sinceStall < BUNCH_PACKETS;
            forgiven = first || same;
            stalled = forgiven;
            sinceStall = same ? sinceStall : 0;
        } else if (stalled && before - delay < DRAINING_MILLIS * ticksPerMilli) {
            // The bunch is through, or the way has become longer for good.
            stalled = false;
        }
        return stalled;
    }

    private void begin(int transit) {
        started = true;
        referenceTicks = transit;
        packets = 0;
        delay = 0;
        least = 0;
        most = 0;
        leastBefore = 0;
        mostBefore = 0;
        stalled = false;
    }

    private void turn() {
        // What is held up says nothing about the windows to come.
        int base = stalled ? least : delay;
        packets = 0;
        // A clock that drifts for weeks must not look like a jump.
        referenceTicks += base;
        leastBefore = least - base;
        mostBefore = most - base;
        least = 0;
        most = 0;
        delay -= base;
    }

    private int quickest() {
        return Math.min(least, leastBefore);
    }

    /** The next packet starts a new line of timestamps. */
    void restart() {
        started = false;
    }

    /** From the quickest to the slowest packet. */
    int spreadTicks() {
        int spread = started ? Math.max(most, mostBefore) - quickest() : 0;
        return Math.min(spread, CEILING_MILLIS * ticksPerMilli);
    }
}
