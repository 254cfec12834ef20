package dev.tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final long FRAME_NANOS = 20_000_000L;

    private final Reception reception = new Reception(8_000);
    private long now = 1_000_000_000L;

    private boolean arrive(int sequence) {
        return arrive(sequence, 7);
    }

    private boolean arrive(int sequence, int ssrc) {
        now += FRAME_NANOS;
        return reception.arrived(Packets.audio(sequence & 0xFFFF, (int) (now / FRAME_NANOS) * 160, ssrc), now);
    }

    @Test
    void lossIsWhatWasExpectedAndDidNotComeAcrossTheWrapOfTheSequence() {
        for (int sequence = 65_530; sequence < 65_630; sequence++) {
            if (sequence % 10 != 0) {
                arrive(sequence);
            }
        }
        assertThat(reception.expected()).isEqualTo(99);
        assertThat(reception.lost()).isEqualTo(9);
        assertThat(reception.fractionLost()).isEqualTo(9 * 256 / 99);
        assertThat(reception.fractionLost()).as("nothing since").isZero();
        assertThat(reception.extendedHighest()).isEqualTo(65_629);
    }

    @Test
    void evenArrivalHasNoJitterAndUnevenHas() {
        for (int i = 0; i < 50; i++) {
            arrive(i);
        }
        assertThat(reception.jitterTicks()).isZero();
        for (int i = 50; i < 200; i++) {
            now += i % 2 == 0 ? 10_000_000L : -10_000_000L;
            arrive(i);
        }
        assertThat(reception.jitterMillis()).isBetween(5.0, 20.0);
    }

    @Test
    void oneStrayNumberIsRefusedTwoInARowAreARestart() {
        arrive(100);
        assertThat(arrive(30_000)).isFalse();
        assertThat(arrive(101)).isTrue();
        assertThat(arrive(40_000)).isFalse();
        assertThat(arrive(40_001)).isTrue();
        assertThat(reception.lost()).isZero();
    }

    @Test
    void oneStrayPacketOfAnotherSourceLeavesNoHole() {
        for (int i = 0; i < 50; i++) {
            assertThat(arrive(100 + i)).isTrue();
            if (i % 10 == 5) {
                assertThat(arrive(9_000 + i, 8)).isFalse();
            }
        }
        assertThat(reception.lost()).isZero();
        assertThat(reception.ssrc()).isEqualTo(7);
    }

    @Test
    void aStreamGoesOnWithItsOwnNumbersAfterAPauseAndNoOthers() {
        arrive(65_534);
        assertThat(reception.isNext(Packets.audio(65_534, 0, 7)))
                .as("said before")
                .isFalse();
        assertThat(reception.isNext(Packets.audio(200, 0, 7))).isTrue();
        assertThat(reception.isNext(Packets.audio(200, 0, 8))).isFalse();
        assertThat(reception.isNext(Packets.audio(30_000, 0, 7))).isFalse();
    }

    @Test
    void aNewSourceStartsAnewAndKeepsTheSums() {
        arrive(1);
        arrive(3);
        assertThat(arrive(50_000, 8)).as("it may be stray").isFalse();
        arrive(50_001, 8);
        arrive(50_002, 8);
        assertThat(reception.expected()).isEqualTo(5);
        assertThat(reception.lost()).isEqualTo(1);
        assertThat(reception.ssrc()).isEqualTo(8);
    }
}
