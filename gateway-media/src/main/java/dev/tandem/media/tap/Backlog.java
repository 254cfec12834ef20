package dev.tandem.media.tap;

/**
 * Notices latency that stays. Who gives ten seconds at once has less waiting with every frame that is said; what waits of a
 * sender in real time stays as much as it is, for ever, once a stall has made it wait. Counts time in calls, one every 20 ms.
 * Owned by one media loop.
 */
final class Backlog {
    /** Two seconds. */
    static final int WINDOW_FRAMES = 100;

    private static final int STEADY_MILLIS = 40;

    private long leastMillis;
    private long firstMillis;
    private int frames;
    private long needlessFrames;

    /** Whether a frame waits that needs not: one beyond the cushion, and all the time. */
    boolean isNeedless(long queuedMillis, int cushionMillis) {
        if (needlessFrames > 0) {
            needlessFrames = queuedMillis >= cushionMillis + Cushion.FRAME_MILLIS ? needlessFrames : 0;
            return needlessFrames > 0;
        }
        if (frames == 0) {
            firstMillis = queuedMillis;
            leastMillis = queuedMillis;
        }
        leastMillis = Math.min(leastMillis, queuedMillis);
        frames++;
        if (frames == WINDOW_FRAMES) {
            frames = 0;
            boolean steady = Math.abs(queuedMillis - firstMillis) <= STEADY_MILLIS;
            needlessFrames = steady ? Math.max(0, leastMillis - cushionMillis) / Cushion.FRAME_MILLIS : 0;
        }
        return needlessFrames > 0;
    }

    /** A needless frame was left out. */
    void leftOut() {
        needlessFrames--;
    }
}
