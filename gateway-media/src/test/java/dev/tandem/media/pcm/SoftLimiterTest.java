package dev.tandem.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SoftLimiterTest {
    private static final int SAMPLES = 320;
    private final SoftLimiter limiter = new SoftLimiter();
    private final short[] out = new short[SAMPLES];

    @Test
    void whatFitsPassesExactly() {
        Random random = new Random(5);
        int[] mix = mix(i -> random.nextInt(2 * SoftLimiter.CEILING) - SoftLimiter.CEILING);
        limiter.limit(mix, out);
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(out[i]).isEqualTo((short) mix[i]);
        }
    }

    @Test
    void nothingEverWrapsOrTouchesFullScale() {
        Random random = new Random(6);
        for (int frame = 0; frame < 500; frame++) {
            int loudest = 1 + random.nextInt(2_000_000);
            int[] mix = mix(i -> random.nextInt(2 * loudest) - loudest);
            limiter.limit(mix, out);
            for (int i = 0; i < SAMPLES; i++) {
                assertThat(Integer.signum(out[i]) * Integer.signum(mix[i])).isNotNegative();
                assertThat(Math.abs((int) out[i])).isLessThan(Short.MAX_VALUE);
            }
        }
    }

    @Test
    void aLoudSumIsTurnedDownAsAWholeNotCut() {
        int[] loud = mix(i -> (int) (70_000 * Math.sin(2 * Math.PI * i / 32)));
        limiter.limit(loud, out);
        limiter.limit(loud, out);
        for (int i = 0; i < SAMPLES; i++) {
            assertThat((double) out[i]).isBetween(loud[i] * 29.0 / 70 - 2, loud[i] * 29.0 / 70 + 2);
        }
    }

    @Test
    void itComesUpAgainSlowly() {
        limiter.limit(mix(i -> 58_000), out);
        int[] quiet = mix(i -> 1_000);
        limiter.limit(quiet, out);
        assertThat(out[SAMPLES - 1]).isBetween((short) 500, (short) 520);
        for (int frame = 0; frame < 50; frame++) {
            limiter.limit(quiet, out);
        }
        assertThat(out).containsOnly(1_000);
    }

    private static int[] mix(IntUnaryOperator sample) {
        int[] mix = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            mix[i] = sample.applyAsInt(i);
        }
        return mix;
    }
}
