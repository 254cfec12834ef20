package dev.tandem.bench.media;

/** What came back on one stream: how much, what was missing, and how late by the stream's own clock. One thread. */
final class Arrivals {
    private static final long NONE = Long.MIN_VALUE;

    private final Delays lateness;
    private final Delays transit;
    private long extended = NONE;
    private long firstMeasured = NONE;
    private long received;
    private long earliestNanos = Long.MAX_VALUE;
    private boolean measuring;

    /**
     * Arrivals that add to sums over all streams.
     *
     * @param lateness behind the stream's earliest packet, at one packet every 20 ms
     * @param transit between the sending of a tag and its return
     */
    Arrivals(Delays lateness, Delays transit) {
        this.lateness = lateness;
        this.transit = transit;
    }

    /** From now on packets count. */
    void measure() {
        measuring = true;
        firstMeasured = extended + 1;
    }

    /** Takes a packet in; {@code tagNanos} is 0 where there is no tag. */
    void packet(int sequence, long tagNanos, long nowNanos) {
        extended = extended == NONE ? sequence : extended + (short) (sequence - (int) extended);
        long baseNanos = nowNanos - extended * PeerStream.FRAME_NANOS;
        earliestNanos = Math.min(earliestNanos, baseNanos);
        if (measuring) {
            received++;
            lateness.add(baseNanos - earliestNanos);
            if (tagNanos != 0) {
                transit.add(nowNanos - tagNanos);
            }
        }
    }

    long received() {
        return received;
    }

    /** Packets numbered and never seen. */
    long missing() {
        return firstMeasured == NONE ? 0 : Math.max(0, extended - firstMeasured + 1 - received);
    }
}
