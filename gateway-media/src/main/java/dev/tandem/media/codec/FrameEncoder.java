package dev.tandem.media.codec;

/** Turns 20 ms mono frames of one rate into one codec's payloads. Owned by one media loop; allocates nothing per frame. */
public interface FrameEncoder extends AutoCloseable {
    /** What an encoder does when there is time. */
    int COMPLEXITY_MAX = 5;

    /** The rate of the frames it encodes. */
    int sampleRateHz();

    /**
     * Encodes one frame of {@link CodecName#frameSamples} samples.
     *
     * @param payload takes the result from its start; at least {@value CodecName#PAYLOAD_OCTETS_MAX} octets
     * @return octets written
     */
    int encode(short[] frame, byte[] payload);

    /** Tells how hard to try, 0 to {@value #COMPLEXITY_MAX}, so that a busy machine can be late with nothing. */
    default void complexity(int complexity) {}

    /** Tells how much of what we send the peer reports lost, so that redundancy can be bought where it pays. */
    default void expectLoss(int percent) {}

    /** Makes the next frame decodable without those before it: somebody joins the stream in its middle. */
    default void independent() {}

    /** Frees native state at once; idempotent. */
    @Override
    void close();
}
