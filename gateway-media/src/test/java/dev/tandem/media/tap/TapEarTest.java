package dev.tandem.media.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TapEarTest {
    private final AtomicInteger wakings = new AtomicInteger();
    private final TapEar ear = new TapEar(16_000, wakings::incrementAndGet);
    private final short[] taken = new short[320];

    private void hear(int value) {
        short[] frame = new short[320];
        Arrays.fill(frame, (short) value);
        ear.hear(frame);
    }

    @Test
    void theReaderIsWokenOnlyWhenItHadNothingToDo() {
        hear(1);
        hear(2);
        assertThat(wakings).hasValue(1);

        assertThat(ear.take(taken)).isTrue();
        assertThat(taken).containsOnly((short) 1);
        assertThat(ear.take(taken)).isTrue();
        assertThat(taken).containsOnly((short) 2);
        assertThat(ear.take(taken)).isFalse();

        hear(3);
        assertThat(wakings).hasValue(2);
    }

    @Test
    void aReaderThatStoodStillComesBackToThePresentAndTheRestIsCounted() {
        for (int i = 1; i <= TapEar.FRAMES + 10; i++) {
            hear(i);
        }

        assertThat(ear.take(taken)).isTrue();
        assertThat(taken).as("the newest there was room for").containsOnly((short) TapEar.FRAMES);
        assertThat(ear.take(taken)).isFalse();
        assertThat(ear.framesDropped()).isEqualTo(10 + TapEar.FRAMES - 1);
    }
}
