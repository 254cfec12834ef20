package dev.tandem.media.srtp;

/**
 * Where a stream is in its 48 bits of packet numbers, of which packets carry the lower 16 (RFC 3711, section 3.3.1), and
 * which of the last {@value #WINDOW} have been seen (section 3.3.2). Not thread-safe.
 */
final class PacketIndex {
    static final int WINDOW = 64;
    private static final long NONE = -1;

    private long highest = NONE;
    /** Bit n: the packet n before the highest was seen. */
    private long seen;

    /** The index nearest to the highest so far that ends in this sequence number; negative when there is none. */
    long of(int sequence) {
        return highest == NONE ? sequence : highest + (short) (sequence - (int) highest);
    }

    /** Whether a packet of this index may still come: not seen, and not too old to tell. */
    boolean isNew(long index) {
        long behind = highest - index;
        return highest == NONE || behind < 0 || (behind < WINDOW && ((seen >>> behind) & 1) == 0);
    }

    /** A packet of this index came, and is authentic. */
    void take(long index) {
        long ahead = highest == NONE ? WINDOW : index - highest;
        if (ahead > 0) {
            seen = ahead < WINDOW ? (seen << ahead) | 1 : 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
