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
                packet.copyPayload(payload);
                assertThat(packet.payloadLength()).isBetween(0, octets.length - RtpPacket.HEADER_OCTETS);
            }
        }
    }
}
