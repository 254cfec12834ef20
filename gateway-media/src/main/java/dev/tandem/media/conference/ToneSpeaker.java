package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.dtmf.DigitSender;
import dev.tandem.media.dtmf.ToneSource;
import java.util.Arrays;

/** Says digits as tones in a leg's codec. Owned by the leg's media loop; holds encoder state until closed. */
final class ToneSpeaker implements AutoCloseable {
    private final FrameEncoder encoder;
    private final ToneSource source;
    private final short[] frame;
    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];

    ToneSpeaker(CodecName codec, int packetMillis) {
        encoder = Codecs.encoder(codec, codec.sampleRateHz(CodecName.SAMPLE_RATE_HZ), packetMillis);
        source = new ToneSource(encoder.sampleRateHz());
        frame = new short[CodecName.frameSamples(encoder.sampleRateHz())];
    }

    /** Codes the frame that is due of the digit being said: its tones, or after its end the pause that tells it from the next. */
    int say(DigitSender digits) {
        if (digits.ending()) {
            Arrays.fill(frame, (short) 0);
        } else {
            if (digits.first()) {
                source.begin(digits.digit());
            }
            source.fill(frame);
        }
        return encoder.encode(frame, payload);
    }

    byte[] payload() {
        return payload;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
