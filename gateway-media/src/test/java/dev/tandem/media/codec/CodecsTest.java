package dev.tandem.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.media.Signals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {

    @Test
    void g729SaysWhatItNeedsAndIsNotOffered() {
        assertThat(Codecs.available()).doesNotContain(CodecName.G729).contains(CodecName.G722, CodecName.OPUS);
        assertThat(Codecs.missing(CodecName.G729))
                .hasValueSatisfying(reason -> assertThat(reason).contains("dev.tandem.media.codec.CodecProvider"));
        assertThatThrownBy(() -> Codecs.encoder(CodecName.G729))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("G.729 does not come with Tandem");
    }

    @Test
    void theFirstProviderOfACodecIsUsed() {
        CodecProvider first = new Provider();
        assertThat(Codecs.provided(List.of(first, new Provider()))).containsEntry(CodecName.G729, first);
    }

    @Test
    void everyCodecsFramesAndSilenceLastTwentyMillisecondsAtItsRate() {
        for (CodecName codec : Codecs.available()) {
            try (FrameEncoder encoder = Codecs.encoder(codec);
                    FrameDecoder decoder = Codecs.decoder(codec)) {
                byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
                int samples = CodecName.frameSamples(encoder.sampleRateHz());
                int length = encoder.encode(new short[samples], payload);
                assertThat(decoder.samples(payload, length)).as(codec.name()).isEqualTo(samples);
                byte[] silence = Codecs.silence(codec);
                assertThat(decoder.samples(silence, silence.length))
                        .as(codec.name())
                        .isEqualTo(samples);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000, 48_000})
    void opusCodesAtAnyRate(int sampleRateHz) {
        try (FrameEncoder encoder = Codecs.encoder(CodecName.OPUS, sampleRateHz);
                FrameDecoder decoder = Codecs.decoder(CodecName.OPUS, sampleRateHz)) {
            short[] frame = new short[CodecName.frameSamples(sampleRateHz)];
            byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
            int loudest = 0;
            for (int i = 0; i < 50; i++) {
                // As high as the rate allows.
                double hertz = sampleRateHz * 0.4;
                Signals.fill(
                        frame,
                        sample -> 8_000 * Math.sin(2 * Math.PI * hertz * sample / sampleRateHz),
                        i * frame.length);
                int length = encoder.encode(frame, payload);
                assertThat(decoder.decode(payload, length, frame)).isEqualTo(frame.length);
                loudest = frame[frame.length / 2];
                for (short sample : frame) {
                    loudest = Math.max(loudest, sample);
                }
            }
            assertThat(loudest).isGreaterThan(3_000);
        }
    }

    @Test
    void l16IsWhatItSaysMostSignificantOctetFirst() {
        FrameEncoder encoder = Codecs.encoder(CodecName.L16_16000);
        short[] frame = new short[320];
        frame[0] = 0x1234;
        frame[1] = -2;
        byte[] payload = new byte[640];
        assertThat(encoder.encode(frame, payload)).isEqualTo(640);
        assertThat(payload).startsWith(0x12, 0x34, 0xFF, 0xFE);
        short[] decoded = new short[320];
        FrameDecoder decoder = Codecs.decoder(CodecName.L16_16000);
        assertThat(decoder.decode(payload, 640, decoded)).isEqualTo(320);
        assertThat(decoded).isEqualTo(frame);
        assertThat(decoder.decode(payload, 639, decoded)).as("half a sample").isZero();
    }

    private static final class Provider implements CodecProvider {
        @Override
        public CodecName codec() {
            return CodecName.G729;
        }

        @Override
        public FrameEncoder encoder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FrameDecoder decoder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] silence() {
            return new byte[0];
        }
    }
}
