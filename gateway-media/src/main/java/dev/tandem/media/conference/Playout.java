package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.speech.ComfortNoise;
import dev.tandem.media.speech.TimeStretch;
import java.util.Arrays;

/**
 * One received stream as a steady source of frames: jitter buffer, decoder, concealment, comfort noise, and a little store
 * that makes 20 ms frames of packets of any length. Where the jitter buffer is deeper or shallower than it should be, the
 * stream is made shorter or longer by whole pitch periods.
 *
 * <p>Owned by one media loop; holds decoder state until closed.
 */
final class Playout implements FrameSource, AutoCloseable {
    /** After so much invention, silence is more honest; the second half of it fades. */
    private static final int CONCEAL_MILLIS_MAX = 120;

    private static final int FADE_MILLIS = 60;
    private static final int EDGE_MILLIS = 5;

    /** So far behind, catching up matters more than how it sounds. */
    private static final int URGENT_MILLIS = 60;

    private final CodecName codec;
    private final int ticksPerSecond;
    private final int sampleRateHz;
    private final int frameSamples;
    private final FrameDecoder decoder;
    private final JitterBuffer buffer;
    private final TimeStretch stretch;
    private final ComfortNoise noise;
    private final int packetSamplesMax;
    private final short[] edge;
    /** Both grow with the packets: hardly anybody sends the longest there may be. */
    private short[] decoded;

    private short[] store;
    private int stored;
    private int smoothed;
    private boolean quiet;
    private int concealedInARow;
    private boolean resting;
    private boolean lastWasPacket;
    private long fedNanos;
    private long concealedSamples;

    /** A playout of a stream decoded to a rate the codec has. */
    Playout(CodecName codec, int sampleRateHz) {
        this.codec = codec;
        decoder = Codecs.decoder(codec, sampleRateHz);
        this.sampleRateHz = sampleRateHz;
        ticksPerSecond = codec.clockRateHz();
        frameSamples = CodecName.frameSamples(sampleRateHz);
        buffer = new JitterBuffer(ticksPerSecond, CodecName.FRAME_MILLIS, codec == CodecName.OPUS);
        noise = new ComfortNoise();
        stretch = new TimeStretch(sampleRateHz);
        packetSamplesMax = CodecName.packetSamplesMax(sampleRateHz);
        edge = new short[sampleRateHz / 1_000 * EDGE_MILLIS];
        decoded = new short[frameSamples];
        store = new short[2 * frameSamples + stretch.wantedSamples()];
        concealedInARow = samples(CONCEAL_MILLIS_MAX);
    }

    /**
     * Goes on where {@code before} stands, which is of no use any more: its packets and what it has decoded of them. The new
     * decoder hears the last packet once more, so that it does not begin in the middle of nothing.
     */
    private Playout(Playout before, int sampleRateHz) {
        codec = before.codec;
        decoder = Codecs.decoder(codec, sampleRateHz);
        this.sampleRateHz = sampleRateHz;
        ticksPerSecond = before.ticksPerSecond;
        frameSamples = CodecName.frameSamples(sampleRateHz);
        buffer = before.buffer;
        noise = before.noise;
        stretch = new TimeStretch(sampleRateHz);
        packetSamplesMax = CodecName.packetSamplesMax(sampleRateHz);
        edge = new short[sampleRateHz / 1_000 * EDGE_MILLIS];
        decoded = new short[frameSamples];
        if (before.lastWasPacket) {
            room(decoder.samples(buffer.payload(), buffer.payloadLength()));
            decoder.decode(buffer.payload(), buffer.payloadLength(), decoded);
        }
        stored = (int) ((long) before.stored * sampleRateHz / before.sampleRateHz);
        store = new short[Math.max(2 * frameSamples, stored) + stretch.wantedSamples()];
        for (int i = 0; i < stored; i++) {
            store[i] = before.store[(int) ((long) i * before.sampleRateHz / sampleRateHz)];
        }
        quiet = before.quiet;
        resting = before.resting;
        fedNanos = before.fedNanos;
        lastWasPacket = before.lastWasPacket;
        concealedInARow = (int) ((long) before.concealedInARow * sampleRateHz / before.sampleRateHz);
        concealedSamples = before.concealedSamples;
    }

    /** The same stream, decoded to another rate from here on; this one is closed. */
    Playout atRate(int newRateHz) {
        Playout next = new Playout(this, newRateHz);
        close();
        return next;
    }

    private int samples(int millis) {
        return millis * (sampleRateHz / 1_000);
    }

    CodecName codec() {
        return codec;
    }

    JitterBuffer buffer() {
        return buffer;
    }

    void put(RtpPacket packet, long nowNanos) {
        if (fedNanos == 0) {
            fedNanos = nowNanos;
        }
        buffer.put(packet, nowNanos, ticks(stored));
    }

    /** When its first packet came; 0 before. */
    long fedNanos() {
        return fedNanos;
    }

    private int ticks(int samples) {
        return (int) ((long) samples * ticksPerSecond / sampleRateHz);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void read(short[] frame) {
        int excess = excessSamples();
        if (excess > 0) {
            shorten(excess);
        } else if (excess < 0) {
            lengthen();
        }
        while (stored < frameSamples) {
            fill();
        }
        System.arraycopy(store, 0, frame, 0, frameSamples);
        stored -= frameSamples;
        smoothed = Math.max(0, smoothed - frameSamples);
        System.arraycopy(store, frameSamples, store, 0, stored);
    }

    private int excessSamples() {
        return (int) ((long) buffer.excessTicks() * sampleRateHz / ticksPerSecond);
    }

    /** Takes a period out; when far behind as many as this frame holds, which doubles the pace. */
    private void shorten(int excess) {
        boolean urgent = excess > samples(URGENT_MILLIS);
        int from = smoothed;
        int removed;
        do {
            while (stored - from < stretch.wantedSamples() && buffer.ready()) {
                fill();
            }
            removed = stretch.shorten(store, from, stored, urgent);
            stored -= removed;
            from += removed;
            buffer.stretched(-ticks(removed));
        } while (urgent && removed > 0 && from < frameSamples);
        smoothed = from;
    }

    private void lengthen() {
        while (stored < frameSamples) {
            fill();
        }
        int added = stretch.lengthen(store, smoothed, stored, false);
        stored += added;
        smoothed += 2 * added;
        buffer.stretched(ticks(added));
    }

    private void fill() {
        JitterBuffer.Pull pull = buffer.pull();
        lastWasPacket = pull == JitterBuffer.Pull.PACKET;
        switch (pull) {
            case PACKET -> packet();
            case NOISE -> described();
            case LOST -> lost();
            case GAP -> pause(packetSamples());
            case EMPTY -> empty();
        }
    }

    /** Whether nobody needs what is said: packets pass without being decoded, as silence of their length. */
    void rest(boolean quiet) {
        resting = quiet;
    }

    private int passed(int samples) {
        Arrays.fill(decoded, 0, samples, (short) 0);
        return samples;
    }

    /** Makes room for so many decoded samples. */
    private void room(int samples) {
        if (decoded.length < samples) {
            decoded = new short[samples];
        }
    }

    private void packet() {
        boolean cut = buffer.resumed() && concealedInARow == 0 && !resting;
        if (cut) {
            // Something else begins in the middle of what was said: the old goes on for a moment under the new.
            decoder.conceal(edge, edge.length);
        }
        int expected = decoder.samples(buffer.payload(), buffer.payloadLength());
        room(expected);
        int samples = resting ? passed(expected) : decoder.decode(buffer.payload(), buffer.payloadLength(), decoded);
        if (samples == 0) {
            conceal(packetSamples());
            return;
        }
        if (cut) {
            overlap(Math.min(samples, edge.length));
        }
        quiet = false;
        concealedInARow = 0;
        keep(samples);
    }

    private void overlap(int samples) {
        for (int i = 0; i < samples; i++) {
            decoded[i] = (short) ((edge[i] * (samples - i) + decoded[i] * i) / samples);
        }
    }

    private void described() {
        noise.described(buffer.payload(), buffer.payloadLength());
        quiet = true;
    }

    private void lost() {
        int samples = packetSamples();
        room(samples);
        if (buffer.payloadLength() > 0) {
            decoder.recover(buffer.payload(), buffer.payloadLength(), decoded, samples);
        } else {
            decoder.conceal(decoded, samples);
        }
        concealed(samples);
    }

    private void empty() {
        if (!quiet && concealedInARow < samples(CONCEAL_MILLIS_MAX)) {
            conceal(frameSamples);
        } else {
            pause(frameSamples);
        }
    }

    private void conceal(int samples) {
        room(samples);
        decoder.conceal(decoded, samples);
        concealed(samples);
    }

    private void concealed(int samples) {
        int end = samples(CONCEAL_MILLIS_MAX);
        int fade = samples(FADE_MILLIS);
        for (int i = Math.max(0, end - fade - concealedInARow); i < samples; i++) {
            decoded[i] = (short) (decoded[i] * Math.max(0, end - concealedInARow - i) / fade);
        }
        concealedInARow = Math.min(end, concealedInARow + samples);
        concealedSamples += samples;
        keep(samples);
    }

    /** The sender says nothing: silence, or the noise it described. */
    private void pause(int samples) {
        room(samples);
        if (quiet) {
            noise.fill(decoded, samples);
        } else {
            Arrays.fill(decoded, 0, samples, (short) 0);
        }
        keep(samples);
    }

    private void keep(int samples) {
        int needed = stored + samples + stretch.wantedSamples();
        if (store.length < needed) {
            store = Arrays.copyOf(store, needed);
        }
        System.arraycopy(decoded, 0, store, stored, samples);
        stored += samples;
    }

    /** What to fill in for one packet: whole steps of 2.5 ms, the only lengths Opus conceals. */
    private int packetSamples() {
        int step = sampleRateHz / 400;
        int samples = Math.min(packetSamplesMax, buffer.packetSamples(sampleRateHz));
        return Math.max(step, samples - samples % step);
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
