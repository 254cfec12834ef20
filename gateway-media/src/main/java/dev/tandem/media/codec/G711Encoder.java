package dev.tandem.media.codec;

/** Encodes frames by one G.711 law. Keeps nothing between them. */
record G711Encoder(G711Tables tables) implements FrameEncoder {
    @Override
    public int sampleRateHz() {
        return CodecName.SAMPLE_RATE_HZ;
    }

    @Override
    public int encode(short[] frame, byte[] payload) {
        for (int i = 0; i < CodecName.FRAME_SAMPLES; i++) {
            payload[i] = tables.compress(frame[i]);
        }
        return CodecName.FRAME_SAMPLES;
    }

    @Override
    public void close() {
        // Nothing native to free.
    }
}
