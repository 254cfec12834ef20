package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.automation.CallRates.Allowance;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private static final Allowance TWICE = new Allowance("key a", 2);
    private static final Allowance ONCE = new Allowance("+12025550143", 1);

    private final CallRates rates = new CallRates();

    private boolean take(long millis, Allowance... allowances) {
        return rates.take(List.of(allowances), TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aNameHasASecondsWorthAndEarnsMoreAsTimeGoesBy() {
        assertThat(take(0, TWICE)).isTrue();
        assertThat(take(0, TWICE)).isTrue();
        assertThat(take(0, TWICE)).as("used up").isFalse();

        assertThat(take(499, TWICE)).isFalse();
        assertThat(take(501, TWICE)).isTrue();
        assertThat(take(300_000, TWICE)).isTrue();
        assertThat(take(300_000, TWICE)).isTrue();
        assertThat(take(300_000, TWICE)).as("what was not used is not saved up").isFalse();
    }

    @Test
    void oneKeyDoesNotUseUpAnothers() {
        assertThat(take(0, TWICE)).isTrue();
        assertThat(take(0, TWICE)).isTrue();
        assertThat(take(0, TWICE)).isFalse();
        assertThat(take(0, new Allowance("key b", 2))).isTrue();
    }

    @Test
    void aCallThatTheCallerIdForbidsCostsTheKeyNothing() {
        assertThat(take(0, TWICE, ONCE)).isTrue();
        assertThat(take(0, TWICE, ONCE)).as("the caller ID is used up").isFalse();
        assertThat(take(0, TWICE)).isTrue();
        assertThat(take(0, TWICE)).isFalse();
    }
}
