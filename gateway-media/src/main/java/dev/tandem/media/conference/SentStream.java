package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SequenceNumber;
import java.nio.ByteBuffer;

/**
 * What makes all packets a leg is sent one stream (RFC 3550, section 5.1): its SSRC, numbers without a gap, and a timestamp
 * that follows time, whatever feeds it.
 *
 * <p>Owned by the leg's media loop.
 */
final class SentStream {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_PER_SECOND = 50;

    private final int ssrc;
    private int frameTicks = CodecName.PCMU.frameTicks();
    private int sequence;
    private int timestamp;
    private boolean fresh = true;
    private long lastNanos;

    SentStream(int ssrc) {
        this.ssrc = ssrc;
        // Both start at random; the SSRC is random already.
        sequence = (ssrc >>> 16) & 0x7FFF;
        timestamp = Integer.reverse(ssrc);
    }

    /** Goes on in that codec. */
    void recode(CodecName codec) {
        fresh = true;
        frameTicks = codec.frameTicks();
    }

    int ssrc() {
        return ssrc;
    }

    int clockRateHz() {
        return frameTicks * FRAMES_PER_SECOND;
    }

    /** The number of the next packet. */
    int sequence() {
        return sequence;
    }

    /** The timestamp of the next packet. */
    int timestamp() {
        return timestamp;
    }

    /** Whether the next packet is the first after a pause, and bears the marker. */
    boolean fresh() {
        return fresh;
    }

    /** The stream pauses. */
    void pause() {
        fresh = true;
    }

    /** Moves the timestamp over what was not sent, so that it keeps following time. */
    void catchUp(long nowNanos) {
        timestamp += framesMissed(nowNanos) * frameTicks;
    }

    int framesMissed(long nowNanos) {
        return lastNanos == 0 ? 0 : (int) Math.max(0, (nowNanos - lastNanos - FRAME_NANOS / 2) / FRAME_NANOS);
    }

    /** Something is sent, or held to be sent with what follows. */
    void feed(long nowNanos) {
        lastNanos = nowNanos;
    }

    /** When it was fed last. */
    long lastNanos() {
        return lastNanos;
    }

    /** What comes next was held up for so long on its way here: that is no pause of the speaker. */
    void delayed(long nanos) {
        lastNanos += nanos;
    }

    /** Writes the header of a packet of it. */
    void header(ByteBuffer packet, int payloadType, boolean marker, int number, int at) {
        RtpPacket.writeHeader(packet, payloadType, marker, number, at, ssrc);
    }

    /** The next packet was sent, and lasts so long. */
    void sent(int ticks, long nowNanos) {
        timestamp += ticks;
        sequence = SequenceNumber.plus(sequence, 1);
        lastNanos = nowNanos;
        fresh = false;
    }

    /** A packet with that number and timestamp was sent; it may be one from before. True if it was the last so far. */
    boolean sentAs(int number, int at, long nowNanos) {
        fresh = false;
        if (SequenceNumber.distance(sequence, number) < 0) {
            return false;
        }
        sequence = SequenceNumber.plus(number, 1);
        timestamp = at + frameTicks;
        lastNanos = nowNanos;
        return true;
    }

    /** What one frame lasts. */
    int frameTicks() {
        return frameTicks;
    }

    /** The RTP timestamp of now, for a sender report. */
    int timestampAt(long nowNanos) {
        long elapsedTicks = (nowNanos - lastNanos) / 1_000 * frameTicks / 20_000;
        return timestamp - frameTicks + (int) elapsedTicks;
    }
}
