package dev.tandem.sip.flow;

/**
 * How long a connection is waited for: its first message, and the rest of a message that has begun. Times are of {@link
 * System#nanoTime}. Written on the connection's event loop, read by any thread.
 */
final class Patience {
    /** From the connection, TLS handshake included, to the end of its first message. */
    static final long FIRST_MESSAGE_NANOS = 10_000_000_000L;

    /** From the first octet of a message to its last. */
    static final long WHOLE_MESSAGE_NANOS = 20_000_000_000L;

    private volatile long quietSince;
    private volatile long begunAt;
    private volatile boolean begun;
    private volatile boolean heard;

    /** @param theirs whether they connected to us: who connects has something to say */
    Patience(boolean theirs, long nowNanos) {
        this.heard = !theirs;
        this.quietSince = nowNanos;
    }

    /** Octets of a message are here; the first ones count. */
    void began(long nowNanos) {
        if (!begun) {
            begunAt = nowNanos;
            begun = true;
        }
    }

    /** The message is whole. */
    void ended(long nowNanos) {
        begun = false;
        heard = true;
        quietSince = nowNanos;
    }

    /** Whether what has been waited for should be here by now. */
    boolean isOver(long nowNanos) {
        return (!heard && nowNanos - quietSince > FIRST_MESSAGE_NANOS)
                || (begun && nowNanos - begunAt > WHOLE_MESSAGE_NANOS);
    }

    /** How long there has been no whole message. */
    long quietNanos(long nowNanos) {
        return nowNanos - quietSince;
    }
}
