package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.rtp.JitterBuffer.Pull;
import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAME_TICKS = 160;

    private final JitterBuffer buffer = new JitterBuffer(8_000, 20);

    /** Packet {@code n} of a stream, which was due to arrive at frame {@code n} and comes so much later. */
    private void put(int n, int lateMillis) {
        buffer.put(Packets.audio(n & 0xFFFF, n * FRAME_TICKS, 7), (n + 100) * FRAME_NANOS + lateMillis * 1_000_000L);
    }

    private int pulled() {
        assertThat(buffer.pull()).isIn(Pull.PACKET, Pull.SURPLUS);
        return buffer.payload()[0] & 0xFF;
    }

    @Test
    void packetsComeOutInOrderOnce() {
        put(65_534, 0);
        put(65_536, 0);
        put(65_535, 20);
        put(65_535, 20);
        put(65_537, 0);

        assertThat(pulled()).isEqualTo(0xFE);
        assertThat(pulled()).isEqualTo(0xFF);
        assertThat(pulled()).isEqualTo(0);
        assertThat(pulled()).isEqualTo(1);
        assertThat(buffer.pull()).isEqualTo(Pull.EMPTY);
        assertThat(buffer.duplicates()).isEqualTo(1);
    }

    @Test
    void aMissingPacketIsALossAndItsSuccessorIsAtHandToRestoreItFrom() {
        put(1, 0);
        put(3, 0);
        assertThat(pulled()).isEqualTo(1);

        assertThat(buffer.pull()).isEqualTo(Pull.LOST);
        assertThat(buffer.payloadLength()).isEqualTo(1);
        assertThat(buffer.payload()[0]).isEqualTo((byte) 3);
        assertThat(pulled()).isEqualTo(3);
        put(2, 60);
        assertThat(buffer.late()).isEqualTo(1);
    }

    @Test
    void eventPacketsInTheSequenceAreNoLoss() {
        put(1, 0);
        buffer.skip(Packets.of(101, true, 2, 320, 7, (byte) 5, (byte) 0, (byte) 0, (byte) 0));
        put(3, 0);

        assertThat(pulled()).isEqualTo(1);
        assertThat(buffer.pull()).as("time passed though nothing is lost").isEqualTo(Pull.GAP);
        assertThat(pulled()).isEqualTo(3);
    }

    @Test
    void depthGrowsWithJitterAndShrinksWhenTheNetworkCalmsDown() {
        int n = 0;
        for (; n < 200; n++) {
            put(n, n % 10 == 0 ? 80 : 0);
            buffer.pull();
        }
        assertThat(buffer.targetMillis()).isGreaterThanOrEqualTo(80);
        for (; n < 1_000; n++) {
            put(n, 0);
            buffer.pull();
        }
        assertThat(buffer.targetMillis()).isLessThan(20);
        assertThat(buffer.depthMillis()).isLessThanOrEqualTo(60);
    }

    @Test
    void theLatencyOfAStallDoesNotStay() {
        int n = 0;
        for (; n < 100; n++) {
            put(n, 0);
            buffer.pull();
        }
        for (int stalled = 0; stalled < 50; stalled++) {
            assertThat(buffer.pull()).isEqualTo(Pull.EMPTY);
        }
        for (int late = 1_000; n < 150; n++, late -= 20) {
            put(n, late);
        }
        for (; n < 1_500; n++) {
            put(n, 0);
            // A surplus is merged into the packet after it, in the same frame.
            while (buffer.pull() == Pull.SURPLUS) {
                assertThat(buffer.payloadLength()).isPositive();
            }
        }
        assertThat(buffer.depthMillis()).isLessThanOrEqualTo(80);
    }

    @Test
    void aNewSourceOrAJumpResynchronises() {
        put(1, 0);
        buffer.put(Packets.audio(500, 9_999, 8), 200 * FRAME_NANOS);
        assertThat(buffer.pull()).isIn(Pull.PACKET, Pull.EMPTY);
        for (int i = 501; i < 520; i++) {
            buffer.put(Packets.audio(i, 9_999 + (i - 500) * FRAME_TICKS, 8), (i - 300) * FRAME_NANOS);
        }
        assertThat(buffer.pull()).isIn(Pull.PACKET, Pull.SURPLUS);
        buffer.put(Packets.audio(20_000, 77, 8), 300 * FRAME_NANOS);
        buffer.pull();
        assertThat(buffer.overflows()).isEqualTo(1);
    }

    @Test
    void theLastPacketBeforeAPauseIsNotKeptForever() {
        for (int n = 0; n < 100; n++) {
            put(n, n % 10 == 0 ? 60 : 0);
            buffer.pull();
        }
        int pulls = 0;
        while (buffer.depthMillis() > 0 && pulls++ < 50) {
            buffer.pull();
        }
        put(100, 0);
        for (int i = 0; i < 10; i++) {
            buffer.pull();
        }
        assertThat(buffer.depthMillis()).isZero();
    }
}
