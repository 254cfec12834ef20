package dev.tandem.media;

/**
 * Counters of a media engine.
 *
 * @param legs media legs open now
 * @param conferences conferences open now, and parties that have a leg for themselves
 * @param rtpPorts RTP ports in use now
 * @param webRtcSessions browser sessions now
 * @param packetsIn packets received since start
 * @param packetsOut packets sent since start
 * @param dropped packets dropped since start, for whatever reason
 * @param late loop turns that came more than 5 ms late
 */
public record MediaCounters(
        int legs,
        int conferences,
        int rtpPorts,
        int webRtcSessions,
        long packetsIn,
        long packetsOut,
        long dropped,
        long late) {}
