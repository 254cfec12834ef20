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
    private boolean needless;

    /** Whether something waits that needs not: more than the cushion and a frame, all the time. */
    boolean isNeedless(long queuedMillis, int cushionMillis) {
        if (needless) {
            needless = queuedMillis > cushionMillis + Cushion.FRAME_MILLIS;
            return needless;
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
            needless = steady && leastMillis > cushionMillis + Cushion.FRAME_MILLIS;
        }
        return needless;
    }
}
