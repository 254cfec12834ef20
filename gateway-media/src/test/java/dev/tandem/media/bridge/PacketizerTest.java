package dev.tandem.media.bridge;

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
            assertThat(packetizer.accepts(payload)).isTrue();
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
    void opusFramesAreBundledSoThatADecoderTakesThemForOnePacket() {
        for (int packetMillis : new int[] {40, 60}) {
            Packetizer packetizer = new Packetizer(CodecName.OPUS, packetMillis);
            try (FrameEncoder encoder = Codecs.encoder(CodecName.OPUS);
                    FrameDecoder decoder = Codecs.decoder(CodecName.OPUS)) {
                byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
                short[] frame = new short[160];
                int samples = 0;
                for (int n = 0; n < 30; n++) {
                    for (int i = 0; i < frame.length; i++) {
                        frame[i] = (short) (6_000 * Math.sin((n * 160 + i) * 0.2) * Math.sin(n * 0.4));
                    }
                    int octets = encoder.encode(frame, payload);
                    if (!packetizer.accepts(payload)) {
                        samples += decoded(decoder, packetizer);
                    }
                    packetizer.add(payload, octets);
                    if (packetizer.full()) {
                        samples += decoded(decoder, packetizer);
                    }
                }
                assertThat(samples).isEqualTo(30 * 160);
            }
        }
    }

    private static int decoded(FrameDecoder decoder, Packetizer packetizer) {
        int octets = packetizer.take();
        int samples = decoder.decode(packetizer.packet(), octets, new short[CodecName.packetSamplesMax(8_000)]);
        assertThat(samples).isEqualTo(packetizer.takenMillis() * 8);
        return samples;
    }
}
