package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.rtcp.NtpClock;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void beforeTheFirstCallOneHasGoneThroughEveryStepOfTranscodingBothWays() {
        WarmUp.Rehearsal rehearsal = WarmUp.run(new NtpClock(1_700_000_000_000L, 0));

        assertThat(rehearsal.path())
                .isEqualTo("PCMU(8000) -> jitter buffer -> OPUS(8000) | OPUS(8000) -> jitter buffer -> PCMU(8000)");
        assertThat(rehearsal.packetsOne()).isGreaterThan(400);
        assertThat(rehearsal.packetsOther()).isGreaterThan(400);
    }
}
