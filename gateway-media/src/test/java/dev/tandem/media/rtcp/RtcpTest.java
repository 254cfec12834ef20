package dev.tandem.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtcp.RtcpPacket.Goodbye;
import dev.tandem.media.rtcp.RtcpPacket.ReceiverReport;
import dev.tandem.media.rtcp.RtcpPacket.SenderReport;
import dev.tandem.media.rtcp.RtcpPacket.SourceDescription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private static final ReportBlock BLOCK = new ReportBlock(7, 25, -3, 70_000, 40, 0x12345678, 65_536);

    @Test
    void whatIsWrittenIsRead() {
        List<RtcpPacket> packets = List.of(
                new SenderReport(1, 0x1122334455667788L, 9, 10, 11, List.of(BLOCK)),
                new ReceiverReport(2, List.of(BLOCK, BLOCK)),
                new SourceDescription(1, "tandem"),
                new Goodbye(1));
        ByteBuffer wire = ByteBuffer.allocate(512);

        RtcpCompound.write(packets, wire);
        wire.flip();

        assertThat(wire.remaining() % 4).isZero();
        assertThat(RtcpCompound.parse(wire)).isEqualTo(packets);
    }

    @Test
    void aRoundTripIsWhatIsLeftWhenTheirDelayIsTakenOff() {
        NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
        int sent = NtpClock.middle(clock.timestamp(0));
        ReportBlock block = new ReportBlock(7, 0, 0, 0, 0, sent, 65_536);

        assertThat(block.roundTripMillis(NtpClock.middle(clock.timestamp(1_080_000_000L))))
                .isCloseTo(80, org.assertj.core.data.Offset.offset(0.5));
        assertThat(block.roundTripMillis(sent)).as("clocks that stepped").isZero();
    }

    @Test
    void randomOctetsNeverThrow() {
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length > 4) {
                octets[0] = (byte) (0x80 | (octets[0] & 0x3F));
                octets[1] = (byte) (200 + random.nextInt(5));
                octets[2] = 0;
                octets[3] = (byte) random.nextInt(30);
            }
            assertThat(RtcpCompound.parse(ByteBuffer.wrap(octets))).hasSizeLessThanOrEqualTo(16);
        }
    }

    @Test
    void qualityFallsWithLossAndDelay() {
        double clean = EModel.mos(CodecName.PCMU, 0, 40);
        assertThat(clean).isBetween(4.2, 4.5);
        assertThat(EModel.mos(CodecName.OPUS, 0, 40)).isBetween(4.0, clean);
        assertThat(EModel.mos(CodecName.PCMU, 5, 40)).isLessThan(clean - 0.3);
        assertThat(EModel.mos(CodecName.PCMU, 0, 400)).isLessThan(clean - 0.5);
        assertThat(EModel.mos(CodecName.PCMU, 100, 1_000)).isBetween(1.0, 2.0);
    }

    @Test
    void widebandCodecsAreJudgedOnTheirOwnScale() {
        assertThat(EModel.mos(CodecName.L16_16000, 0, 40)).isBetween(4.4, 4.5);
        double clean = EModel.mos(CodecName.G722, 0, 40);
        assertThat(clean).isBetween(4.2, 4.5).isLessThan(EModel.mos(CodecName.L16_16000, 0, 40));
        assertThat(EModel.mos(CodecName.G722, 5, 40)).isLessThan(clean - 0.2);
        assertThat(EModel.mos(CodecName.G722, 100, 1_000)).isBetween(1.0, 2.0);
    }
}
