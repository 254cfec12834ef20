package dev.tandem.media.codec;

/**
 * L16: samples as they are, most significant octet first (RFC 3551, section 4.5.11). A lost packet is concealed from the
 * voice before it. Owned by one media loop.
 */
final class L16 implements FrameEncoder, FrameDecoder {
    private final int sampleRateHz;
    private final WaveformSubstitution concealment;

    L16(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        concealment = new WaveformSubstitution(sampleRateHz);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int encode(short[] frame, byte[] payload) {
        for (int i = 0; i < frame.length; i++) {
            payload[2 * i] = (byte) (frame[i] >> 8);
            payload[2 * i + 1] = (byte) frame[i];
        }
        return 2 * frame.length;
    }

    @Override
    public int samples(byte[] payload, int length) {
        boolean whole = length % 2 == 0 && length / 2 <= CodecName.packetSamplesMax(sampleRateHz);
        return whole ? length / 2 : 0;
    }

    @Override
    public int decode(byte[] payload, int length, short[] pcm) {
        int samples = samples(payload, length);
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) ((payload[2 * i] << 8) | (payload[2 * i + 1] & 0xFF));
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
