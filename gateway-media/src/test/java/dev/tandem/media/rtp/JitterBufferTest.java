package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.rtp.JitterBuffer.Pull;
import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAME_TICKS = 160;

    private final JitterBuffer buffer = new JitterBuffer(8_000, 20, false);

    /** Packet {@code n} of a stream, which was due to arrive at frame {@code n} and comes so much later. */
    private void put(int n, int lateMillis) {
        put(buffer, n, lateMillis);
    }

    private static void put(JitterBuffer into, int n, int lateMillis) {
        RtpPacket packet = Packets.audio(n & 0xFFFF, n * FRAME_TICKS, 7);
        into.put(packet, (n + 100) * FRAME_NANOS + lateMillis * 1_000_000L, 0);
    }

    private int pulled() {
        assertThat(buffer.pull()).isEqualTo(Pull.PACKET);
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
        put(65_535, 90);
        assertThat(buffer.duplicates()).isEqualTo(2);
        assertThat(buffer.late()).isZero();
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
    void aLossThatWasConcealedWhileNothingWasThereIsNotConcealedAgain() {
        put(1, 0);
        assertThat(pulled()).isEqualTo(1);
        assertThat(buffer.pull()).isEqualTo(Pull.EMPTY);
        put(3, 0);

        assertThat(pulled()).as("the time of the lost one has passed").isEqualTo(3);
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
    void comfortNoiseIsHandedOutInItsTurnAndSpeechBeginsAnewAfterIt() {
        put(1, 0);
        buffer.putNoise(Packets.of(13, false, 2, 320, 7, (byte) 40));
        assertThat(pulled()).isEqualTo(1);

        assertThat(buffer.pull()).isEqualTo(Pull.NOISE);
        assertThat(buffer.payload()[0]).isEqualTo((byte) 40);
        for (int i = 0; i < 100; i++) {
            assertThat(buffer.pull()).isEqualTo(Pull.EMPTY);
        }
        buffer.put(Packets.audio(3, 100 * FRAME_TICKS, 7), 200 * FRAME_NANOS, 0);
        assertThat(pulled()).isEqualTo(3);
    }

    @Test
    void theTargetGrowsWithJitterAndShrinksWhenTheNetworkCalmsDown() {
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
    }

    @Test
    void aStallIsNoJitterButTwoAre() {
        int n = stall(0);
        assertThat(buffer.targetMillis()).isLessThan(50);
        stall(n);
        assertThat(buffer.targetMillis()).isGreaterThan(200);
    }

    private int stall(int from) {
        int n = from;
        for (; n < from + 100; n++) {
            put(n, 0);
            buffer.pull();
        }
        for (int late = 500; late > 0; n++, late -= 20) {
            put(n, late);
        }
        for (; n < from + 150; n++) {
            put(n, 0);
        }
        return n;
    }

    @Test
    void lossIsWorthAPacketOfWaitingWherePacketsRepeatTheOneBefore() {
        JitterBuffer recoverable = new JitterBuffer(8_000, 20, true);
        put(recoverable, 1, 0);
        put(recoverable, 2, 0);
        recoverable.pull();
        recoverable.pull();
        assertThat(recoverable.targetMillis()).isEqualTo(10);
        put(recoverable, 4, 0);
        assertThat(recoverable.pull()).isEqualTo(Pull.LOST);
        assertThat(recoverable.targetMillis()).isEqualTo(30);
        for (int n = 5; n < 600; n++) {
            put(recoverable, n, 0);
            recoverable.pull();
        }
        assertThat(recoverable.targetMillis()).isEqualTo(10);
    }

    @Test
    void depthIsMeasuredAgainstTheQuickestPacketsAndStretchingCounts() {
        for (int n = 0; n < 40; n++) {
            buffer.put(Packets.audio(n, n * FRAME_TICKS, 7), (n + 100) * FRAME_NANOS, n < 5 ? 0 : 800);
            buffer.pull();
        }
        assertThat(buffer.excessTicks()).as("100 ms ahead, 10 wanted").isEqualTo(800 - 80);
        buffer.stretched(-700);
        assertThat(buffer.excessTicks()).isZero();
        buffer.stretched(-200);
        assertThat(buffer.excessTicks()).isEqualTo(-180);
    }

    @Test
    void aNewSourceOrAJumpResynchronises() {
        put(1, 0);
        buffer.put(Packets.audio(500, 9_999, 8), 200 * FRAME_NANOS, 0);
        assertThat(buffer.pull()).isEqualTo(Pull.PACKET);
        assertThat(buffer.resumed()).isTrue();
        assertThat(buffer.resumed()).isFalse();
        for (int i = 501; i < 520; i++) {
            buffer.put(Packets.audio(i, 9_999 + (i - 500) * FRAME_TICKS, 8), (i - 300) * FRAME_NANOS, 0);
        }
        assertThat(buffer.pull()).isEqualTo(Pull.PACKET);
        buffer.put(Packets.audio(20_000, 77, 8), 300 * FRAME_NANOS, 0);
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
