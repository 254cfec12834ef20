package dev.tandem.media.codec;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/**
 * Decodes any Opus stream (RFC 6716) straight to mono at the rate asked for, with libopus' own concealment and in-band recovery.
 *
 * <p>Owned by one media loop; holds native memory until closed.
 */
final class OpusDecoder implements FrameDecoder {
    private final Pointer decoder;
    private final int sampleRateHz;
    private final int packetSamplesMax;
    private boolean closed;

    OpusDecoder(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        packetSamplesMax = CodecName.packetSamplesMax(sampleRateHz);
        IntByReference error = new IntByReference();
        decoder = Opus.opus_decoder_create(sampleRateHz, 1, error);
        if (error.getValue() != Opus.OK) {
            throw new IllegalStateException("libopus made no decoder: error " + error.getValue());
        }
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int samples(byte[] payload, int length) {
        if (length == 0 || length > CodecName.PAYLOAD_OCTETS_MAX) {
            return 0;
        }
        OpusFrame natively = OpusFrame.ofThread();
        natively.payload.write(0, payload, 0, length);
        int samples = Opus.opus_decoder_get_nb_samples(decoder, natively.payload, length);
        return samples > 0 && samples <= packetSamplesMax ? samples : 0;
    }

    @Override
    public int decode(byte[] payload, int length, short[] out) {
        if (length == 0 || length > CodecName.PAYLOAD_OCTETS_MAX) {
            return 0;
        }
        OpusFrame natively = OpusFrame.ofThread();
        natively.payload.write(0, payload, 0, length);
        return decode(natively, natively.payload, length, packetSamplesMax, 0, out);
    }

    @Override
    public void conceal(short[] out, int samples) {
        if (decode(OpusFrame.ofThread(), Pointer.NULL, 0, samples, 0, out) == 0) {
            Arrays.fill(out, 0, samples, (short) 0);
        }
    }

    @Override
    public void recover(byte[] next, int nextLength, short[] out, int samples) {
        OpusFrame natively = OpusFrame.ofThread();
        // Asking how long the packet is has put it there.
        boolean readable = samples(next, nextLength) > 0;
        if (!readable || decode(natively, natively.payload, nextLength, samples, 1, out) == 0) {
            conceal(out, samples);
        }
    }

    private int decode(OpusFrame natively, Pointer payload, int length, int samplesMax, int fec, short[] out) {
        int samples = Math.max(0, Opus.opus_decode(decoder, payload, length, natively.pcm, samplesMax, fec));
        natively.pcm.read(0, out, 0, samples);
        return samples;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Opus.opus_decoder_destroy(decoder);
        }
    }
}
