package dev.tandem.media.codec;

/** Decodes by one G.711 law; a lost packet is concealed from the voice before it. Owned by one media loop. */
final class G711Decoder implements FrameDecoder {
    private final G711Tables tables;
    private final WaveformSubstitution concealment = new WaveformSubstitution(CodecName.SAMPLE_RATE_HZ);

    G711Decoder(G711Tables tables) {
        this.tables = tables;
    }

    @Override
    public int sampleRateHz() {
        return CodecName.SAMPLE_RATE_HZ;
    }

    @Override
    public int samples(byte[] payload, int length) {
        return length <= CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ) ? length : 0;
    }

    @Override
    public int decode(byte[] payload, int length, short[] pcm) {
        int samples = samples(payload, length);
        for (int i = 0; i < samples; i++) {
            pcm[i] = tables.expand(payload[i]);
        }
        concealment.heard(pcm, samples);
        return samples;
    }

    @Override
    public void conceal(short[] pcm, int samples) {
        concealment.fill(pcm, samples);
    }

    @Override
    public void close() {
        // Nothing native to free.
    }
}
