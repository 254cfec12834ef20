package dev.tandem.media.rtcp;

import java.nio.ByteBuffer;

/**
 * What a receiver says of one stream (RFC 3550, section 6.4.1).
 *
 * @param ssrc the stream reported on
 * @param fractionLost of 256, since the report before
 * @param cumulativeLost packets, signed, 24 bits on the wire
 * @param highestSequence extended
 * @param jitterTicks in the stream's RTP clock
 * @param lastSenderReport middle 32 bits of its NTP timestamp; 0 for none yet
 * @param delaySinceTimes65536 seconds since it came, times 65536
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int highestSequence,
        int jitterTicks,
        int lastSenderReport,
        int delaySinceTimes65536) {
    static final int OCTETS = 24;
    private static final int LOST_MAX = 0x7FFFFF;

    static ReportBlock read(ByteBuffer in) {
        int ssrc = in.getInt();
        int lost = in.getInt();
        // 24 bits, signed: duplicates make it negative.
        return new ReportBlock(ssrc, lost >>> 24, (lost << 8) >> 8, in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    void write(ByteBuffer out) {
        int lost = Math.max(-LOST_MAX, Math.min(LOST_MAX, cumulativeLost));
        out.putInt(ssrc).putInt((fractionLost << 24) | (lost & 0xFFFFFF)).putInt(highestSequence);
        out.putInt(jitterTicks).putInt(lastSenderReport).putInt(delaySinceTimes65536);
    }

    /**
     * The round trip this report tells the sender it reports on (section 6.4.1).
     *
     * @param nowNtpMiddle middle 32 bits of the NTP time it arrived
     * @return milliseconds; 0 when it tells none
     */
    public double roundTripMillis(int nowNtpMiddle) {
        if (lastSenderReport == 0) {
            return 0;
        }
        int trip = nowNtpMiddle - lastSenderReport - delaySinceTimes65536;
        // Clocks that step may make it negative.
        return Math.max(0, trip) * 1_000.0 / 65_536;
    }
}
