package dev.tandem.media.codec;

import com.sun.jna.Memory;

/**
 * Native memory for one call into libopus: samples on one side, a payload on the other. Nothing in it outlives the call, so
 * all coders of a thread share one.
 */
final class OpusFrame {
    private static final int SAMPLE_OCTETS = 2;
    private static final int RATE_MAX_HZ = 48_000;
    private static final ThreadLocal<OpusFrame> OF_THREAD = ThreadLocal.withInitial(OpusFrame::new);

    /** Room for the longest packet there may be at the highest rate. */
    final Memory pcm = new Memory((long) CodecName.packetSamplesMax(RATE_MAX_HZ) * SAMPLE_OCTETS);

    final Memory payload = new Memory(CodecName.PAYLOAD_OCTETS_MAX);

    private OpusFrame() {}

    /** That of the thread that calls. */
    static OpusFrame ofThread() {
        return OF_THREAD.get();
    }
}
