package dev.tandem.media.codec;

/** Turns 20 ms frames of 8000 Hz mono into one codec's payloads. Owned by one media loop; allocates nothing per frame. */
public interface FrameEncoder extends AutoCloseable {
    /** What an encoder does when there is time. */
    int COMPLEXITY_MAX = 5;

    /**
     * Encodes one frame of {@value CodecName#FRAME_SAMPLES} samples.
     *
     * @param payload takes the result from its start; at least {@value CodecName#PAYLOAD_OCTETS_MAX} octets
     * @return octets written
     */
    int encode(short[] frame, byte[] payload);

    /** Tells how hard to try, 0 to {@value #COMPLEXITY_MAX}, so that a busy machine can be late with nothing. */
    default void complexity(int complexity) {}

    /** Tells how much of what we send the peer reports lost, so that redundancy can be bought where it pays. */
    default void expectLoss(int percent) {}

    /** Frees native state at once; idempotent. */
    @Override
    void close();
}
