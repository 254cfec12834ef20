package dev.tandem.media.conference;

/** One direction between two who hear each other without a mixer. Owned by their media loop. */
interface MediaPath extends AutoCloseable {

    /** Does the work of one frame of 20 ms. */
    void tick(long nowNanos);

    /** Whether a packet was passed on as it came since then. */
    boolean passedSince(long nanos);

    /** The path as text. */
    String describe();

    @Override
    void close();
}
