package dev.tandem.media.rtp;

/** Arithmetic of 16-bit RTP sequence numbers, which wrap (RFC 3550, section 5.1). */
public final class SequenceNumber {
    /** One more than the largest. */
    public static final int MODULUS = 1 << 16;

    private SequenceNumber() {}

    /** How far {@code to} is ahead of {@code from}; negative when behind. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** The number {@code steps} later. */
    public static int plus(int sequence, int steps) {
        return (sequence + steps) & (MODULUS - 1);
    }
}
