package dev.tandem.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Correlation;
import dev.tandem.media.Signals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class G722Test {
    private static final int FRAMES = 200;
    private static final int SAMPLES = 320;
    private static final int OCTETS = 160;

    /**
     * A second each of a sweep, loud noise, faint noise and a full-scale square wave, by formula. The checksums were made of
     * what an independent implementation of the recommendation makes of the same samples.
     */
    private static final long ENCODED_CRC = 0x196782f9L;

    private static final long DECODED_CRC = 0xfb495dd0L;

    private final FrameEncoder encoder = Codecs.encoder(CodecName.G722);
    private final FrameDecoder decoder = Codecs.decoder(CodecName.G722);

    @Test
    void everyBitIsThatOfTheRecommendation() {
        short[] test = vector();
        byte[] payload = new byte[OCTETS];
        short[] decoded = new short[SAMPLES];
        CRC32 octets = new CRC32();
        CRC32 samples = new CRC32();
        for (int frame = 0; frame < FRAMES; frame++) {
            short[] piece = Arrays.copyOfRange(test, frame * SAMPLES, (frame + 1) * SAMPLES);
            assertThat(encoder.encode(piece, payload)).isEqualTo(OCTETS);
            octets.update(payload);
            assertThat(decoder.decode(payload, OCTETS, decoded)).isEqualTo(SAMPLES);
            ByteBuffer bytes = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(decoded);
            samples.update(bytes.array());
        }
        assertThat(octets.getValue()).isEqualTo(ENCODED_CRC);
        assertThat(samples.getValue()).isEqualTo(DECODED_CRC);
    }

    private static short[] vector() {
        short[] vector = new short[FRAMES * SAMPLES];
        int state = 1;
        for (int i = 0; i < vector.length; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            int noise = (state >>> 16) - 32_768;
            double t = i / 16_000.0;
            vector[i] = switch (i / 16_000) {
                case 0 -> (short) Math.floor(12_000 * Math.sin(2 * Math.PI * (200 * t + 1_900 * t * t)) + 0.5);
                case 1 -> (short) noise;
                case 2 -> (short) (noise >> 6);
                default -> i / 20 % 2 == 1 ? Short.MAX_VALUE : Short.MIN_VALUE;
            };
        }
        return vector;
    }

    @Test
    void speechComesThroughWithTheBandATelephoneDoesNotHave() {
        assertThat(through(Signals.voice(110, 16_000))).isGreaterThan(0.99);
        assertThat(through(sample -> 8_000 * Math.sin(2 * Math.PI * 5_500 * sample / 16_000.0)))
                .isGreaterThan(0.95);
    }

    private double through(IntToDoubleFunction signal) {
        short[] heard = new short[50 * SAMPLES];
        short[] frame = new short[SAMPLES];
        byte[] payload = new byte[OCTETS];
        for (int i = 0; i < 50; i++) {
            Signals.fill(frame, signal, i * SAMPLES);
            encoder.encode(frame, payload);
            decoder.decode(payload, OCTETS, frame);
            System.arraycopy(frame, 0, heard, i * SAMPLES, SAMPLES);
        }
        return Correlation.best(heard, 8_000, 2_000, signal);
    }

    @Test
    void silenceIsSilentEvenAfterNoise() {
        byte[] silence = Codecs.silence(CodecName.G722);
        short[] decoded = new short[SAMPLES];
        decoder.decode(silence, OCTETS, decoded);
        assertThat(decoded).containsOnly(0);
        byte[] loud = new byte[OCTETS];
        new java.util.Random(3).nextBytes(loud);
        decoder.decode(loud, OCTETS, decoded);
        for (int i = 0; i < 5; i++) {
            decoder.decode(silence, OCTETS, decoded);
        }
        for (short sample : decoded) {
            assertThat(Math.abs((int) sample)).isLessThan(100);
        }
    }
}
