package dev.tandem.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Correlation;
import dev.tandem.media.Signals;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class OpusTest {
    private static final int SECOND = CodecName.SAMPLE_RATE_HZ;
    private static final IntToDoubleFunction SPEECH = Signals.voice(120);

    private final byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];

    @Test
    void aVoiceComesBackAlike() {
        short[] heard = through(frame -> false);

        assertThat(Correlation.best(heard, SECOND, SECOND, SPEECH)).isGreaterThan(0.9);
    }

    @Test
    void aLostPacketIsRestoredFromTheOneAfterItOnceLossIsReported() {
        Random random = new Random(7);
        boolean[] lost = new boolean[200];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = random.nextInt(10) == 0;
        }

        short[] heard = through(frame -> lost[frame]);

        assertThat(Correlation.best(heard, SECOND, SECOND, SPEECH)).isGreaterThan(0.8);
    }

    /** Four seconds of voice through encoder and decoder; lost packets are recovered from the next one. */
    private short[] through(java.util.function.IntPredicate lost) {
        short[] heard = new short[4 * SECOND];
        short[] frame = new short[CodecName.FRAME_SAMPLES];
        short[] decoded = new short[CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ)];
        try (FrameEncoder encoder = Codecs.encoder(CodecName.OPUS);
                FrameDecoder decoder = Codecs.decoder(CodecName.OPUS)) {
            encoder.expectLoss(10);
            boolean missing = false;
            int written = 0;
            for (int n = 0; n < 200; n++) {
                Signals.fill(frame, SPEECH, n * frame.length);
                int octets = encoder.encode(frame, payload);
                if (lost.test(n)) {
                    missing = true;
                    continue;
                }
                if (missing) {
                    written = n * frame.length - frame.length;
                    decoder.recover(payload, octets, decoded, frame.length);
                    System.arraycopy(decoded, 0, heard, written, frame.length);
                    missing = false;
                }
                assertThat(decoder.decode(payload, octets, decoded)).isEqualTo(frame.length);
                System.arraycopy(decoded, 0, heard, n * frame.length, frame.length);
            }
        }
        return heard;
    }

    @Test
    void randomOctetsAreRefusedOrDecodedButNeverHarm() {
        Random random = new Random(1);
        short[] decoded = new short[CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ)];
        try (FrameDecoder decoder = Codecs.decoder(CodecName.OPUS)) {
            for (int i = 0; i < 2_000; i++) {
                random.nextBytes(payload);
                int samples = decoder.decode(payload, random.nextInt(payload.length), decoded);
                assertThat(samples).isBetween(0, CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ));
            }
            assertThat(decoder.decode(payload, 0, decoded)).isZero();
        }
    }

    @Test
    void theReadyMadeSilenceIsTwentyMillisecondsOfZeros() {
        short[] decoded = new short[CodecName.packetSamplesMax(CodecName.SAMPLE_RATE_HZ)];
        Arrays.fill(decoded, (short) 1);
        try (FrameDecoder decoder = Codecs.decoder(CodecName.OPUS)) {
            byte[] silence = Codecs.silence(CodecName.OPUS);
            assertThat(decoder.decode(silence, silence.length, decoded)).isEqualTo(CodecName.FRAME_SAMPLES);
            assertThat(Arrays.copyOf(decoded, CodecName.FRAME_SAMPLES)).containsOnly(0);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        FrameEncoder encoder = Codecs.encoder(CodecName.OPUS);
        encoder.close();
        encoder.close();
        FrameDecoder decoder = Codecs.decoder(CodecName.OPUS);
        decoder.close();
        decoder.close();
    }
}
