package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;

/** Encodes frames into the stream a leg is sent. Holds encoder state until closed. */
final class Speaker implements FrameSink, AutoCloseable {
    private final CodecName codec;
    private final FrameEncoder encoder;
    private final Outbound out;
    private final LegMedia leg;
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];

    Speaker(CodecName codec, int sampleRateHz, LegMedia leg) {
        this.codec = codec;
        encoder = Codecs.encoder(codec, sampleRateHz, leg.packetMillis());
        out = leg.out();
        this.leg = leg;
    }

    @Override
    public int sampleRateHz() {
        return encoder.sampleRateHz();
    }

    @Override
    public void write(short[] frame, long nowNanos) {
        if (out.event(nowNanos)) {
            return;
        }
        if (!out.open()) {
            out.silence(nowNanos);
            return;
        }
        encoder.complexity(leg.complexity());
        encoder.expectLoss(leg.tally().expectedLossPercent());
        out.audio(payload, encoder.encode(frame, payload), nowNanos);
    }

    @Override
    public String describe() {
        return codec + "(" + encoder.sampleRateHz() + ")";
    }

    @Override
    public void close() {
        encoder.close();
    }
}
