package dev.tandem.media.codec;

/** Codes frames by one G.711 law; a lost packet is concealed from the voice before it. Owned by one media loop. */
final class G711 implements FrameEncoder, FrameDecoder {
    private final G711Tables tables;
    private final WaveformSubstitution concealment = new WaveformSubstitution();

    G711(G711Tables tables) {
        this.tables = tables;
    }

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
