package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;

/**
 * Passes packets on as they come, where both legs have the same codec. When the source stalls, silence keeps the far
 * stream alive until it speaks again.
 */
final class RelayPath implements MediaPath, PacketSink {
    private static final long STALL_NANOS = 200_000_000L;

    private final CodecName codec;
    private final Outbound out;
    private long lastNanos;

    RelayPath(CodecName codec, Outbound out) {
        this.codec = codec;
        this.out = out;
    }

    CodecName codec() {
        return codec;
    }

    @Override
    public void audio(RtpPacket packet, long nowNanos) {
        lastNanos = nowNanos;
        out.relay(packet, nowNanos);
    }

    @Override
    public void other(RtpPacket packet) {
        // Events are said anew by our own stream; anything else was not agreed on.
    }

    /** Goes on where the playout of the stream stands: what waits there is passed on, then what comes. */
    void continueFrom(JitterBuffer buffer, long nowNanos) {
        if (buffer.playing()) {
            lastNanos = nowNanos;
            out.relayFrom(buffer.ssrc(), buffer.nextSequence(), buffer.nextTimestamp(), nowNanos);
        }
        buffer.drain(packet -> audio(packet, nowNanos));
    }

    /** What was passed on is not played as well. */
    void continueIn(JitterBuffer buffer) {
        out.playOn(buffer);
    }

    @Override
    public boolean passedSince(long nanos) {
        return lastNanos != 0 && lastNanos - nanos > 0;
    }

    @Override
    public void tick(long nowNanos) {
        if (!out.event(nowNanos) && nowNanos - lastNanos > STALL_NANOS) {
            out.silence(nowNanos);
        }
    }

    @Override
    public String describe() {
        return codec + " -> relay -> " + codec;
    }

    @Override
    public void close() {
        // Nothing to free.
    }
}
