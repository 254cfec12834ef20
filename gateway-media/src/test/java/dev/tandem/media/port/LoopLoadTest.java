package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoopLoadTest {
    private static final long MILLI = 1_000_000L;

    private final OpusEffort effort = new OpusEffort(0, 5);
    private final LoopLoad load = new LoopLoad(effort);
    private long nowNanos;

    @Test
    void utilisationIsTheShareOfTimeSpentOnWork() {
        run(500, 0.3);
        assertThat(load.utilisation()).isCloseTo(0.3, within(0.01));
        run(500, 0.9);
        assertThat(load.utilisation()).isCloseTo(0.9, within(0.01));
        run(500, 0);
        assertThat(load.utilisation()).isCloseTo(0, within(0.01));
    }

    @Test
    void opusTriesLessHardStepByStepWhileTheLoopIsBusyAndHarderAgainWhenItIsCalm() {
        run(500, 0.5);
        assertThat(effort.complexity()).as("neither busy nor calm").isEqualTo(5);
        run(500, 0.7);
        assertThat(effort.complexity()).isEqualTo(4);
        run(5_000, 0.7);
        assertThat(effort.complexity()).as("not below the least").isZero();
        run(1_000, 0.5);
        assertThat(effort.complexity()).as("what relieved the loop stays").isZero();
        run(500, 0.3);
        assertThat(effort.complexity()).isEqualTo(1);
        run(5_000, 0.3);
        assertThat(effort.complexity()).as("not above the most").isEqualTo(5);
    }

    /** A loop that turns every millisecond and works that share of it. */
    private void run(int millis, double share) {
        for (int i = 0; i < millis; i++) {
            nowNanos += MILLI;
            load.worked(nowNanos - (long) (share * MILLI), nowNanos);
        }
    }
}
