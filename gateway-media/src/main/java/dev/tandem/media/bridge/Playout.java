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
    private static final int CONCEAL_MILLIS_MAX = 80;

    private static final int STEPS_PER_SECOND = 400;

    private final CodecName codec;
    private final FrameDecoder decoder;
    private final JitterBuffer buffer;
    private final int sampleRateHz;
    private final int frameSamples;
    private final int stepSamples;
    private final int concealSamplesMax;
    private final short[] decoded;
    private final short[] surplus;
    private final short[] store;
    private int stored;
    private int surplusSamples;
    private int concealedInARow;
    private long concealedSamples;

    Playout(CodecName codec, int sampleRateHz) {
        this.codec = codec;
        this.sampleRateHz = sampleRateHz;
        frameSamples = CodecName.frameSamples(sampleRateHz);
        stepSamples = sampleRateHz / STEPS_PER_SECOND;
        concealSamplesMax = sampleRateHz / 1_000 * CONCEAL_MILLIS_MAX;
        concealedInARow = concealSamplesMax;
        int packetSamplesMax = CodecName.packetSamplesMax(sampleRateHz);
        decoded = new short[packetSamplesMax];
        surplus = new short[packetSamplesMax];
        store = new short[packetSamplesMax + frameSamples];
        decoder = Codecs.decoder(codec, sampleRateHz);
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
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void read(short[] frame) {
        while (stored < frameSamples) {
            fill();
        }
        System.arraycopy(store, 0, frame, 0, frameSamples);
        stored -= frameSamples;
        System.arraycopy(store, frameSamples, store, 0, stored);
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
        if (concealedInARow < concealSamplesMax) {
            conceal(frameSamples);
        } else {
            silence(frameSamples);
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
        int samples = Math.min(decoded.length, buffer.packetSamples(sampleRateHz));
        return Math.max(stepSamples, samples - samples % stepSamples);
    }

    long concealedSamples() {
        return concealedSamples;
    }

    /** How much sound waits here, in milliseconds. */
    int delayMillis() {
        return buffer.depthMillis() + stored * 1_000 / sampleRateHz;
    }

    @Override
    public String describe() {
        return codec + "(" + sampleRateHz + ") -> jitter buffer";
    }

    @Override
    public void close() {
        decoder.close();
    }
}
