package dev.tandem.bench.hostile;

/** What one far end of a call sends and hears while somebody looks. Any thread. */
final class Reception {
    private boolean open;
    private int sent;
    private int received;
    private long lastNanos;
    private long longestGapNanos;

    /**
     * One direction of a call while somebody looked.
     *
     * @param sent packets that were sent into it
     * @param received packets that came out
     * @param longestGapNanos longest time without one, the ends of the look included
     */
    record Way(int sent, int received, long longestGapNanos) {

        /** Never more than 1: what was under way at the ends evens out. */
        double share() {
            return sent == 0 ? 0 : Math.min(1, (double) received / sent);
        }
    }

    /** Begins to look. */
    synchronized void open(long nowNanos) {
        open = true;
        sent = 0;
        received = 0;
        longestGapNanos = 0;
        lastNanos = nowNanos;
    }

    synchronized void sent() {
        sent += open ? 1 : 0;
    }

    synchronized void received(long nowNanos) {
        if (open) {
            received++;
            longestGapNanos = Math.max(longestGapNanos, nowNanos - lastNanos);
            lastNanos = nowNanos;
        }
    }

    /** Ends the look. */
    synchronized void close(long nowNanos) {
        open = false;
        longestGapNanos = Math.max(longestGapNanos, nowNanos - lastNanos);
    }

    /** What was sent here and heard at the other end. */
    static Way way(Reception from, Reception to) {
        return new Way(from.sentSoFar(), to.receivedSoFar(), to.gap());
    }

    private synchronized int sentSoFar() {
        return sent;
    }

    private synchronized int receivedSoFar() {
        return received;
    }

    private synchronized long gap() {
        return longestGapNanos;
    }
}
