package dev.tandem.media.codec;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Encodes speech (RFC 6716) straight from the rate it has, at {@value #BITRATE} bit/s up to 16 kHz and
 * {@value #FULLBAND_BITRATE} above: no resampler stands between a G.711 leg and this. In-band redundancy is on only while the peer reports loss, for it costs quality without.
 *
 * <p>Owned by one media loop; holds native memory until closed.
 */
final class OpusEncoder implements FrameEncoder {
    static final int BITRATE = 24_000;
    static final int FULLBAND_BITRATE = 40_000;
    private static final int LENGTH_OCTETS = 2;
    private static final int HALF_OCTETS_MAX = (CodecName.PAYLOAD_OCTETS_MAX - LENGTH_OCTETS) / 2;

    private final Pointer encoder;
    private final int sampleRateHz;
    private final int frameSamples;
    private final boolean halved;
    private int complexity = COMPLEXITY_MAX;
    private int lossPercent;
    private boolean independent;
    private boolean closed;

    /** An encoder of 20 ms frames, or of their halves, see {@link Codecs#encoder(CodecName, int, int)}. */
    OpusEncoder(int sampleRateHz, boolean halved) {
        this.sampleRateHz = sampleRateHz;
        this.halved = halved;
        frameSamples = CodecName.frameSamples(sampleRateHz);
        IntByReference error = new IntByReference();
        encoder = Opus.opus_encoder_create(sampleRateHz, 1, Opus.APPLICATION_VOIP, error);
        if (error.getValue() != Opus.OK) {
            throw new IllegalStateException("libopus made no encoder: error " + error.getValue());
        }
        Opus.opus_encoder_ctl(encoder, Opus.SET_BITRATE, sampleRateHz > 16_000 ? FULLBAND_BITRATE : BITRATE);
        Opus.opus_encoder_ctl(encoder, Opus.SET_COMPLEXITY, complexity);
        Opus.opus_encoder_ctl(encoder, Opus.SET_SIGNAL, Opus.SIGNAL_VOICE);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int encode(short[] frame, byte[] payload) {
        int octets = halved
                ? halves(frame, payload)
                : encode(frame, 0, frameSamples, payload, 0, CodecName.PAYLOAD_OCTETS_MAX);
        if (independent) {
            independent = false;
            Opus.opus_encoder_ctl(encoder, Opus.SET_PREDICTION_DISABLED, 0);
        }
        return octets;
    }

    private int halves(short[] frame, byte[] payload) {
        int samples = frameSamples / 2;
        int first = encode(frame, 0, samples, payload, LENGTH_OCTETS, HALF_OCTETS_MAX);
        payload[0] = (byte) (first >>> 8);
        payload[1] = (byte) first;
        int from = LENGTH_OCTETS + first;
        return from + encode(frame, samples, samples, payload, from, HALF_OCTETS_MAX);
    }

    private int encode(short[] frame, int from, int samples, byte[] payload, int at, int octetsMax) {
        OpusFrame natively = OpusFrame.ofThread();
        natively.pcm.write(0, frame, from, samples);
        int octets = Opus.opus_encode(encoder, natively.pcm, samples, natively.payload, octetsMax);
        if (octets < 0) {
            throw new IllegalStateException("libopus refused a frame: error " + octets);
        }
        natively.payload.read(0, payload, at, octets);
        return octets;
    }

    @Override
    public void independent() {
        independent = true;
        Opus.opus_encoder_ctl(encoder, Opus.SET_PREDICTION_DISABLED, 1);
    }

    @Override
    public void complexity(int wanted) {
        if (wanted != complexity) {
            complexity = wanted;
            Opus.opus_encoder_ctl(encoder, Opus.SET_COMPLEXITY, wanted);
        }
    }

    @Override
    public void expectLoss(int percent) {
        if (percent != lossPercent) {
            lossPercent = percent;
            Opus.opus_encoder_ctl(encoder, Opus.SET_INBAND_FEC, percent > 0 ? 1 : 0);
            Opus.opus_encoder_ctl(encoder, Opus.SET_PACKET_LOSS_PERC, percent);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Opus.opus_encoder_destroy(encoder);
        }
    }
}
