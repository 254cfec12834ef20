package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Arrays;

/**
 * One received stream as a steady source of frames: jitter buffer, decoder, concealment, and a little store that makes
 * 20 ms frames of packets of any length. Owned by one media loop; holds decoder state until closed.
 */
final class Playout implements FrameSource, AutoCloseable {
    /** After so much invention, silence is more honest. */
    private static final int CONCEAL_SAMPLES_MAX = 640;

    private static final int FRAME_SAMPLES = CodecName.FRAME_SAMPLES;
    private static final int STEP_SAMPLES = 20;

    private final CodecName codec;
    private final FrameDecoder decoder;
    private final JitterBuffer buffer;
    private final short[] decoded = new short[CodecName.PACKET_SAMPLES_MAX];
    private final short[] surplus = new short[CodecName.PACKET_SAMPLES_MAX];
    private final short[] store = new short[CodecName.PACKET_SAMPLES_MAX + FRAME_SAMPLES];
    private int stored;
    private int surplusSamples;
    private int concealedInARow = CONCEAL_SAMPLES_MAX;
    private long concealedSamples;

    Playout(CodecName codec) {
        this.codec = codec;
        decoder = Codecs.decoder(codec);
        buffer = new JitterBuffer(codec.clockRateHz(), CodecName.FRAME_MILLIS);
    }

    CodecName codec() {
        return codec;
    }

    JitterBuffer buffer() {
        return buffer;
    }

    void put(RtpPacket packet, long nowNanos) {
        buffer.put(packet, nowNanos);
    }

    @Override
    public void read(short[] frame) {
        while (stored < FRAME_SAMPLES) {
            fill();
        }
        System.arraycopy(store, 0, frame, 0, FRAME_SAMPLES);
        stored -= FRAME_SAMPLES;
        System.arraycopy(store, FRAME_SAMPLES, store, 0, stored);
    }

    private void fill() {
        switch (buffer.pull()) {
            case PACKET -> packet();
            case SURPLUS -> surplus();
            case LOST -> lost();
            case GAP -> silence(packetSamples());
            case EMPTY -> empty();
        }
    }

    private void packet() {
        int samples = decoder.decode(buffer.payload(), buffer.payloadLength(), decoded);
        if (samples == 0) {
            conceal(packetSamples());
            return;
        }
        concealedInARow = 0;
        mergeSurplus(samples);
        keep(samples);
    }

    /** Decodes one packet too many, to be faded into the next: dropping it would click and lose the decoder its thread. */
    private void surplus() {
        int samples = decoder.decode(buffer.payload(), buffer.payloadLength(), surplus);
        surplusSamples = Math.max(surplusSamples, samples);
    }

    private void mergeSurplus(int samples) {
        int shared = Math.min(samples, surplusSamples);
        for (int i = 0; i < shared; i++) {
            decoded[i] = (short) ((surplus[i] * (shared - i) + decoded[i] * i) / shared);
        }
        surplusSamples = 0;
    }

    private void lost() {
        int samples = packetSamples();
        if (buffer.payloadLength() > 0) {
            decoder.recover(buffer.payload(), buffer.payloadLength(), decoded, samples);
        } else {
            decoder.conceal(decoded, samples);
        }
        concealed(samples);
        keep(samples);
    }

    private void empty() {
        if (concealedInARow < CONCEAL_SAMPLES_MAX) {
            conceal(FRAME_SAMPLES);
        } else {
            silence(FRAME_SAMPLES);
        }
    }

    private void conceal(int samples) {
        decoder.conceal(decoded, samples);
        concealed(samples);
        keep(samples);
    }

    private void concealed(int samples) {
        concealedInARow += samples;
        concealedSamples += samples;
    }

    private void silence(int samples) {
        Arrays.fill(decoded, 0, samples, (short) 0);
        keep(samples);
    }

    private void keep(int samples) {
        System.arraycopy(decoded, 0, store, stored, samples);
        stored += samples;
    }

    /** What to fill in for one packet: whole steps of 2.5 ms, the only lengths Opus conceals. */
    private int packetSamples() {
        int samples = Math.min(CodecName.PACKET_SAMPLES_MAX, buffer.packetSamples(CodecName.SAMPLE_RATE_HZ));
        return Math.max(STEP_SAMPLES, samples - samples % STEP_SAMPLES);
    }

    long concealedSamples() {
        return concealedSamples;
    }

    /** How much sound waits here, in milliseconds. */
    int delayMillis() {
        return buffer.depthMillis() + stored * 1_000 / CodecName.SAMPLE_RATE_HZ;
    }

    @Override
    public String describe() {
        return codec + "(" + CodecName.SAMPLE_RATE_HZ + ") -> jitter buffer";
    }

    @Override
    public void close() {
        decoder.close();
    }
}
