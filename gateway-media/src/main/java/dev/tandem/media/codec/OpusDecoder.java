package dev.tandem.media.codec;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/**
 * Decodes any Opus stream (RFC 6716) straight to mono at the rate asked for, with libopus' own concealment and in-band recovery.
 *
 * <p>Owned by one media loop; holds native memory until closed.
 */
final class OpusDecoder implements FrameDecoder {
    private static final int SAMPLE_OCTETS = 2;

    private final Pointer decoder;
    private final Memory packet = new Memory(CodecName.PAYLOAD_OCTETS_MAX);
    private final int sampleRateHz;
    private final int packetSamplesMax;
    private final Memory pcm;
    private boolean closed;

    OpusDecoder(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        packetSamplesMax = CodecName.packetSamplesMax(sampleRateHz);
        pcm = new Memory((long) packetSamplesMax * SAMPLE_OCTETS);
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
        packet.write(0, payload, 0, length);
        int samples = Opus.opus_decoder_get_nb_samples(decoder, packet, length);
        return samples > 0 && samples <= packetSamplesMax ? samples : 0;
    }

    @Override
    public int decode(byte[] payload, int length, short[] out) {
        if (length == 0 || length > CodecName.PAYLOAD_OCTETS_MAX) {
            return 0;
        }
        packet.write(0, payload, 0, length);
        return taken(Opus.opus_decode(decoder, packet, length, pcm, packetSamplesMax, 0), out);
    }

    @Override
    public void conceal(short[] out, int samples) {
        if (taken(Opus.opus_decode(decoder, Pointer.NULL, 0, pcm, samples, 0), out) == 0) {
            Arrays.fill(out, 0, samples, (short) 0);
        }
    }

    @Override
    public void recover(byte[] next, int nextLength, short[] out, int samples) {
        boolean readable = samples(next, nextLength) > 0;
        if (!readable || taken(Opus.opus_decode(decoder, packet, nextLength, pcm, samples, 1), out) == 0) {
            conceal(out, samples);
        }
    }

    private int taken(int samples, short[] out) {
        int written = Math.max(0, samples);
        pcm.read(0, out, 0, written);
        return written;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Opus.opus_decoder_destroy(decoder);
            packet.close();
            pcm.close();
        }
    }
}
