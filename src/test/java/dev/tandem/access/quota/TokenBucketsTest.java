package dev.tandem.access.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Quota TEN = new Quota(10, 20);

    private final TokenBuckets buckets = new TokenBuckets(3);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aBurstIsServedAndThenTheRate() {
        assertThat(takeAll("a")).isEqualTo(20);
        assertThat(buckets.take("a", TEN, now)).isEqualTo(Duration.ofMillis(100));

        now = now.plusMillis(100);
        assertThat(buckets.take("a", TEN, now)).isZero();
        assertThat(buckets.take("a", TEN, now)).isPositive();
    }

    @Test
    void aPauseEarnsTheBurstAndNoMore() {
        takeAll("a");
        now = now.plus(Duration.ofHours(1));

        assertThat(takeAll("a")).isEqualTo(20);
    }

    @Test
    void oneWhoAsksTooMuchTakesNothingFromOthers() {
        takeAll("a");

        assertThat(takeAll("b")).isEqualTo(20);
    }

    @Test
    void aClockSetBackGivesNothingAndTakesNothing() {
        takeAll("a");
        now = now.minus(Duration.ofHours(1));
        assertThat(buckets.take("a", TEN, now)).isPositive();

        now = now.plusMillis(100);
        assertThat(buckets.take("a", TEN, now)).isZero();
    }

    @Test
    void theBucketUsedLongestAgoIsForgotten() {
        takeAll("a");
        takeAll("b");
        takeAll("c");
        buckets.take("a", TEN, now);

        buckets.take("d", TEN, now);

        assertThat(buckets.take("a", TEN, now)).as("kept").isPositive();
        assertThat(buckets.take("b", TEN, now)).as("forgotten").isZero();
    }

    private int takeAll(String key) {
        int taken = 0;
        while (buckets.take(key, TEN, now).isZero()) {
            taken++;
        }
        return taken;
    }
}
