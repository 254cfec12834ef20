package dev.tandem.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Signals;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class G711Test {

    @Test
    void muLawKnowsTheValuesOfTheRecommendation() {
        assertThat(Pcmu.expand((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(Pcmu.expand((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(Pcmu.expand((byte) 0xFF)).isZero();
        assertThat(Pcmu.expand((byte) 0x7F)).isZero();
        assertThat(Pcmu.compress((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(Pcmu.compress(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(Pcmu.compress(Short.MIN_VALUE)).isEqualTo((byte) 0x00);
        assertThat(Pcmu.compress((short) 1000)).isEqualTo((byte) 0xCE);
    }

    @Test
    void aLawKnowsTheValuesOfTheRecommendation() {
        assertThat(Pcma.expand((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(Pcma.expand((byte) 0x55)).isEqualTo((short) -8);
        assertThat(Pcma.expand((byte) 0xAA)).isEqualTo((short) 32256);
        assertThat(Pcma.expand((byte) 0x2A)).isEqualTo((short) -32256);
        assertThat(Pcma.compress((short) 0)).isEqualTo((byte) 0xD5);
        assertThat(Pcma.compress((short) -1)).isEqualTo((byte) 0x55);
        assertThat(Pcma.compress(Short.MAX_VALUE)).isEqualTo((byte) 0xAA);
        assertThat(Pcma.compress(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
    }

    @Test
    void everyOctetSurvivesTheWayThereAndBack() {
        for (int octet = 0; octet < 256; octet++) {
            byte alaw = (byte) octet;
            assertThat(Pcma.compress(Pcma.expand(alaw))).isEqualTo(alaw);
            if (octet != 0x7F) {
                // The two zeros of mu-law are one sample.
                assertThat(Pcmu.compress(Pcmu.expand(alaw))).isEqualTo(alaw);
            }
        }
    }

    @Test
    void noSampleMovesFurtherThanItsStep() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            double allowed = Math.abs(sample) / 16.0 + 16;
            assertThat(Math.abs(Pcma.TABLES.expand(Pcma.TABLES.compress((short) sample)) - sample))
                    .isLessThan((int) Math.max(allowed, sample < -32_000 || sample > 32_000 ? 700 : 0));
            assertThat(Math.abs(Pcmu.TABLES.expand(Pcmu.TABLES.compress((short) sample)) - sample))
                    .isLessThan((int) Math.max(allowed, sample < -32_000 || sample > 32_000 ? 700 : 0));
        }
    }

    @Test
    void aLostPacketIsFilledWithTheVoiceBeforeItAndALongLossFallsSilent() {
        IntToDoubleFunction tone = sample -> 8_000 * Math.sin(2 * Math.PI * 200 * sample / 8_000.0);
        short[] frame = new short[CodecName.FRAME_SAMPLES];
        byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
        G711Encoder encoder = new G711Encoder(Pcmu.TABLES);
        try (G711Decoder codec = new G711Decoder(Pcmu.TABLES)) {
            for (int n = 0; n < 5; n++) {
                Signals.fill(frame, tone, n * frame.length);
                codec.decode(payload, encoder.encode(frame, payload), frame);
            }
            codec.conceal(frame, frame.length);
            for (int i = 0; i < 80; i++) {
                assertThat((double) frame[i]).isCloseTo(tone.applyAsDouble(800 + i), within(2_000));
            }
            for (int n = 0; n < 5; n++) {
                codec.conceal(frame, frame.length);
            }
            assertThat(frame).containsOnly((short) 0);
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double distance) {
        return org.assertj.core.data.Offset.offset(distance);
    }
}
