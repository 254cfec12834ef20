package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.PcmSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarsTest {

    private final Ear narrow = new Ear(8_000);
    private final Ear wide = new Ear(24_000);

    /** Writes down how many samples its frames have. */
    private static final class Ear implements PcmSink {
        private final int rateHz;
        private final List<Integer> heard = new ArrayList<>();

        private Ear(int rateHz) {
            this.rateHz = rateHz;
        }

        @Override
        public int sampleRateHz() {
            return rateHz;
        }

        @Override
        public void hear(short[] frame) {
            heard.add(frame.length);
        }
    }

    @Test
    void everybodyHearsAtTheirOwnRate() {
        Ears both = Ears.NONE.with(narrow).with(wide);
        assertThat(both.sampleRateHz()).isEqualTo(24_000);

        both.hear(new short[480]);

        assertThat(narrow.heard).containsExactly(160);
        assertThat(wide.heard).containsExactly(480);
    }

    @Test
    void whoeverGoesLeavesTheOthersListening() {
        Ears left = Ears.NONE.with(narrow).with(wide).without(wide);
        assertThat(left.sampleRateHz()).isEqualTo(8_000);

        left.hear(new short[160]);

        assertThat(narrow.heard).containsExactly(160);
        assertThat(wide.heard).isEmpty();
        assertThat(left.without(narrow).isEmpty()).isTrue();
    }
}
