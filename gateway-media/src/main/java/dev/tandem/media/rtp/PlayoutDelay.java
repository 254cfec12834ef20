package dev.tandem.media.rtp;

/**
 * How long a packet that was not delayed at all waits before it is played: the least of the last one to two dozen packets,
 * because playout takes whole frames and most packets seem to wait a little longer than they do.
 *
 * <p>Unit: ticks of the stream's RTP clock. Owned by its jitter buffer.
 */
final class PlayoutDelay {
    private static final int GROUP_PACKETS = 10;
    private static final int UNKNOWN = Integer.MAX_VALUE / 2;

    private int least = UNKNOWN;
    private int leastBefore = UNKNOWN;
    private int packets;

    /** Takes one packet's wait in. */
    void observed(int ticks) {
        least = Math.min(least, ticks);
        if (++packets == GROUP_PACKETS) {
            leastBefore = least;
            least = UNKNOWN;
            packets = 0;
        }
    }

    /** The stream was made longer, or shorter when negative. */
    void stretched(int ticks) {
        least += least == UNKNOWN ? 0 : ticks;
        leastBefore += leastBefore == UNKNOWN ? 0 : ticks;
    }

    void restart() {
        least = UNKNOWN;
        leastBefore = UNKNOWN;
        packets = 0;
    }

    boolean known() {
        return leastBefore != UNKNOWN;
    }

    int ticks() {
        return Math.min(least, leastBefore);
    }
}
