package dev.tandem.media.rtp;

/**
 * Interarrival jitter of one stream, as RTCP reports it (RFC 3550, section 6.4.1; the integer form of appendix A.8).
 *
 * <p>Unit: ticks of the stream's RTP clock, not milliseconds.
 */
public final class InterarrivalJitter {
    // Scaled as in A.8, so that the 1/16 gain needs no floating point.
    private int jitterTicksTimes16;
    private int lastTransitTicks;
    private boolean started;

    /** Takes a packet in: its timestamp, and its arrival in the same clock. */
    public void arrived(int timestamp, int arrivalTicks) {
        int transit = arrivalTicks - timestamp;
        if (started) {
            int difference = Math.abs(transit - lastTransitTicks);
            jitterTicksTimes16 += difference - ((jitterTicksTimes16 + 8) >> 4);
        }
        lastTransitTicks = transit;
        started = true;
    }

    /** Forgets the transit, not the estimate: the next packet starts a new line of timestamps. */
    public void restart() {
        started = false;
    }

    /** The estimate. */
    public int ticks() {
        return jitterTicksTimes16 >> 4;
    }
}
