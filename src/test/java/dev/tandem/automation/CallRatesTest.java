package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private final CallRates rates = new CallRates();

    @Test
    void aNameHasASecondsWorthAndEarnsMoreAsTimeGoesBy() {
        assertThat(rates.take("a", 2, 0)).isTrue();
        assertThat(rates.take("a", 2, 0)).isTrue();
        assertThat(rates.take("a", 2, 0)).as("used up").isFalse();

        assertThat(rates.take("a", 2, TimeUnit.MILLISECONDS.toNanos(499))).isFalse();
        assertThat(rates.take("a", 2, TimeUnit.MILLISECONDS.toNanos(501))).isTrue();
        assertThat(rates.take("a", 2, TimeUnit.MINUTES.toNanos(5))).isTrue();
        assertThat(rates.take("a", 2, TimeUnit.MINUTES.toNanos(5))).isTrue();
        assertThat(rates.take("a", 2, TimeUnit.MINUTES.toNanos(5)))
                .as("what was not used is not saved up")
                .isFalse();
    }

    @Test
    void oneNameDoesNotUseUpAnothers() {
        assertThat(rates.take("a", 1, 0)).isTrue();
        assertThat(rates.take("b", 1, 0)).isTrue();
        assertThat(rates.take("a", 1, 0)).isFalse();
    }
}
