package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.codec.FrameEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketizerTest {

    @Test
    void sampledPayloadsAreCutAndGatheredWithoutLosingAnOctet() {
        assertThat(lengths(10)).containsExactly(80, 80, 80, 80, 80, 80);
        assertThat(lengths(30)).containsExactly(240, 240);
        assertThat(lengths(40)).containsExactly(320, 160);
        assertThat(lengths(60)).containsExactly(480);
    }

    /** Of three payloads; the last packet is what remains. */
    private static List<Integer> lengths(int packetMillis) {
        Packetizer packetizer = new Packetizer(CodecName.PCMU, packetMillis);
        List<Integer> lengths = new ArrayList<>();
        byte next = 0;
        for (int n = 0; n < 3; n++) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, (byte) n);
            packetizer.add(payload, payload.length);
            while (packetizer.full() || (n == 2 && !packetizer.empty())) {
                int octets = packetizer.take();
                assertThat(packetizer.takenMillis()).isEqualTo(octets / 8);
                assertThat(packetizer.packet()[0]).isGreaterThanOrEqualTo(next);
                next = packetizer.packet()[octets - 1];
                lengths.add(octets);
            }
        }
        return lengths;
    }

    @Test
    void opusFramesAreBundledOrHalvedSoThatADecoderTakesThemForOnePacket() {
        for (int packetMillis : new int[] {10, 30, 40, 50, 60}) {
            Packetizer packetizer = new Packetizer(CodecName.OPUS, packetMillis);
            try (FrameEncoder encoder = Codecs.encoder(CodecName.OPUS, 8_000, packetMillis);
                    FrameDecoder decoder = Codecs.decoder(CodecName.OPUS)) {
                List<Integer> lasted = new ArrayList<>();
                byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
                short[] frame = new short[160];
                for (int n = 0; n < 30; n++) {
                    for (int i = 0; i < frame.length; i++) {
                        frame[i] = (short) (6_000 * Math.sin((n * 160 + i) * 0.2) * Math.sin(n * 0.4));
                    }
                    packetizer.add(payload, encoder.encode(frame, payload));
                    while (packetizer.full()) {
                        lasted.add(decoded(decoder, packetizer) / 8);
                    }
                }
                assertThat(lasted).containsOnly(packetMillis).hasSize(600 / packetMillis);
            }
        }
    }

    @Test
    void opusFramesOfDifferentKindsGoIntoDifferentPackets() {
        Packetizer packetizer = new Packetizer(CodecName.OPUS, 60);
        byte[] voice = {0x08, 1, 2};
        packetizer.add(voice, voice.length);
        assertThat(packetizer.full()).isFalse();
        byte[] silence = Codecs.silence(CodecName.OPUS);
        packetizer.add(silence, silence.length);

        assertThat(packetizer.full()).isTrue();
        assertThat(packetizer.take()).isEqualTo(voice.length);
        assertThat(packetizer.takenMillis()).isEqualTo(20);
        assertThat(packetizer.full()).isFalse();
        assertThat(packetizer.empty()).isFalse();
    }

    private static int decoded(FrameDecoder decoder, Packetizer packetizer) {
        int octets = packetizer.take();
        int samples = decoder.decode(packetizer.packet(), octets, new short[CodecName.packetSamplesMax(8_000)]);
        assertThat(samples).isEqualTo(packetizer.takenMillis() * 8);
        return samples;
    }
}
