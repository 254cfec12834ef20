package dev.tandem.media.bridge;

/** One direction of a bridge. Owned by the bridge's media loop. */
interface MediaPath extends AutoCloseable {

    /** Does the work of one frame of 20 ms. */
    void tick(long nowNanos);

    /** The path as text. */
    String describe();

    @Override
    void close();
}
