package dev.tandem.access.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How slow is too slow. */
class BodyPaceTest {

    @Test
    void aSmallBodyHasTenSeconds() {
        assertThat(tooSlow(0, 9.9)).isFalse();
        assertThat(tooSlow(0, 10)).isTrue();
        assertThat(tooSlow(7, 11)).isTrue();
    }

    @Test
    void aLargeOneMustKeepAKilobyteASecondOnAverage() {
        assertThat(tooSlow(1_000_000, 900)).isFalse();
        assertThat(tooSlow(1_000_000, 1000)).isTrue();
    }

    @Test
    void anImportOfFourGigabytesAtALeisurelyPaceGoesOn() {
        assertThat(tooSlow(4L << 30, 40.0 * 24 * 3600)).isFalse();
    }

    private static boolean tooSlow(long octets, double seconds) {
        return BodyPace.tooSlow(octets, Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
