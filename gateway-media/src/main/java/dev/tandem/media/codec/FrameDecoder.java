package dev.tandem.media.codec;

/** Turns one codec's payloads into mono samples at one rate. Owned by one media loop; allocates nothing per packet. */
public interface FrameDecoder extends AutoCloseable {

    /** The rate of what it decodes to. */
    int sampleRateHz();

    /**
     * Samples one payload decodes to.
     *
     * @return 0 when the payload is not one of this codec, at most {@link CodecName#packetSamplesMax}
     */
    int samples(byte[] payload, int length);

    /**
     * Decodes a payload into {@code pcm}, which has room for its {@link #samples}, from its start; returns the samples
     * written, 0 for a broken payload.
     */
    int decode(byte[] payload, int length, short[] pcm);

    /** Invents {@code samples} samples for a packet that never came. */
    void conceal(short[] pcm, int samples);

    /** Restores a lost packet from what the one after it repeats of it; conceals where nothing is repeated. */
    default void recover(byte[] next, int nextLength, short[] pcm, int samples) {
        conceal(pcm, samples);
    }

    /** Frees native state at once; idempotent. */
    @Override
    void close();
}
