package dev.tandem.media.record;

/**
 * Time as a recording counts it: in frames of 20 ms since it began, standing still while it is paused. Times given are
 * nanoseconds of one monotonic clock. Any thread.
 */
final class Timeline {
    static final long FRAME_NANOS = 20_000_000L;

    private volatile Span span;

    /**
     * The running or resting stretch of time it is in.
     *
     * @param originNanos when frame 0 would have begun, had it never rested
     * @param aligned whether the origin is chosen such that frames come in the middle of their 20 ms
     * @param restsAt the frame at which it stands still; -1 while it runs
     */
    private record Span(long originNanos, boolean aligned, long restsAt) {}

    Timeline(long nowNanos) {
        span = new Span(nowNanos, false, -1);
    }

    /** The frame that is going on. */
    long frame(long nowNanos) {
        Span now = span;
        return now.restsAt() >= 0 ? now.restsAt() : (nowNanos - now.originNanos()) / FRAME_NANOS;
    }

    boolean resting() {
        return span.restsAt() >= 0;
    }

    /**
     * Says when a frame of sound came. The first one sets where 20 ms begin: 10 ms before it, so that neither a late nor
     * an early tick of the media loop puts the frames of two channels that belong together on two places.
     */
    void frameCame(long nowNanos) {
        if (!span.aligned()) {
            align(nowNanos);
        }
    }

    private synchronized void align(long nowNanos) {
        Span now = span;
        if (!now.aligned()) {
            long phase = (nowNanos - now.originNanos()) % FRAME_NANOS;
            span = new Span(now.originNanos() + phase - FRAME_NANOS / 2, true, -1);
        }
    }

    synchronized void rest(long nowNanos) {
        if (!resting()) {
            span = new Span(span.originNanos(), true, frame(nowNanos));
        }
    }

    synchronized void goOn(long nowNanos) {
        if (resting()) {
            span = new Span(nowNanos - span.restsAt() * FRAME_NANOS, false, -1);
        }
    }
}
