package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void whatIsWrittenIsRead() {
        RtpPacket read = Packets.of(111, true, 65_535, -5, 0xCAFEBABE, (byte) 1, (byte) 2);

        assertThat(read.payloadType()).isEqualTo(111);
        assertThat(read.marker()).isTrue();
        assertThat(read.sequence()).isEqualTo(65_535);
        assertThat(read.timestamp()).isEqualTo(-5);
        assertThat(read.ssrc()).isEqualTo(0xCAFEBABE);
        byte[] payload = new byte[2];
        read.copyPayload(payload);
        assertThat(payload).containsExactly(1, 2);
    }

    @Test
    void extensionContributorsAndPaddingAreNotPayload() {
        ByteBuffer wire = ByteBuffer.allocate(64);
        // V=2, padding, extension, one CSRC.
        wire.put((byte) 0xB1)
                .put((byte) 0)
                .putShort((short) 1)
                .putInt(2)
                .putInt(3)
                .putInt(4);
        wire.putShort((short) 0xBEDE).putShort((short) 1).putInt(0x10AA0000);
        wire.put(new byte[] {7, 8, 9, 0, 0, 3}).flip();

        assertThat(packet.wrap(wire)).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(packet.payloadOctet(0)).isEqualTo(7);
    }

    @Test
    void theLevelIsFoundAmongHeaderExtensionsOfOneOctetOrTwo() {
        // Padding, number 3 of two octets, number 1: voice, 37 dB below full scale.
        assertThat(levelOf(0xBEDE, 0x00, 0x31, 9, 9, 0x10, 0x80 | 37, 0, 0)).isEqualTo(37);
        assertThat(levelOf(0x1000, 3, 2, 9, 9, 1, 1, 42, 0)).isEqualTo(42);
        assertThat(levelOf(0xBEDE, 0x20, 5, 0, 0)).isEqualTo(RtpPacket.NO_LEVEL);
        assertThat(levelOf(0x4242, 0x10, 5, 0, 0)).isEqualTo(RtpPacket.NO_LEVEL);
        assertThat(levelOf(0xBEDE, 0, 0, 0, 0x10)).as("cut off").isEqualTo(RtpPacket.NO_LEVEL);
        assertThat(Packets.of(111, true, 1, 2, 3, (byte) 1).audioLevel(1)).isEqualTo(RtpPacket.NO_LEVEL);
    }

    @Test
    void numberFifteenEndsTheElementsOfOneOctetAndIsANumberLikeOthersInThoseOfTwo() {
        assertThat(levelOf(0xBEDE, 0xF0, 0, 0x10, 37)).isEqualTo(RtpPacket.NO_LEVEL);
        assertThat(levelOf(0xBEDE, 0x10, 37, 0xF0, 0)).as("before it").isEqualTo(37);
        assertThat(levelOf(0x1000, 15, 1, 9, 1, 1, 42, 0, 0)).isEqualTo(42);
    }

    private int levelOf(int profile, int... elements) {
        ByteBuffer wire = ByteBuffer.allocate(64);
        wire.put((byte) 0x90).put((byte) 0).putShort((short) 1).putInt(2).putInt(3);
        wire.putShort((short) profile).putShort((short) (elements.length / 4));
        for (int element : elements) {
            wire.put((byte) element);
        }
        assertThat(packet.wrap(wire.put((byte) 0x10).flip())).isTrue();
        return packet.audioLevel(1);
    }

    @Test
    void randomOctetsAreRefusedOrReadInsideTheirBounds() {
        Random random = new Random(4);
        byte[] payload = new byte[200];
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            if (octets.length > 0) {
                octets[0] = (byte) (0x80 | (octets[0] & 0x3F));
            }
            if (packet.wrap(ByteBuffer.wrap(octets))) {
                assertThat(packet.audioLevel(1)).isBetween(-1, 127);
                packet.copyPayload(payload);
                assertThat(packet.payloadLength()).isBetween(0, octets.length - RtpPacket.HEADER_OCTETS);
            }
        }
    }
}
