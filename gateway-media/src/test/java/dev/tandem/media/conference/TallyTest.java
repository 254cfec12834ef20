package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(new Tally.Sums());

    @Test
    void reportedLossBuysRedundancyAtOnceAndIsForgottenSlowly() {
        assertThat(tally.expectedLossPercent()).isZero();
        tally.reported(26, 5, 3.5, 40);
        assertThat(tally.expectedLossPercent()).isEqualTo(11);

        tally.reported(0, 5, 3.5, 40);
        assertThat(tally.remoteLossPercent()).isZero();
        assertThat(tally.expectedLossPercent()).as("one good report").isBetween(7, 8);
        for (int report = 0; report < 15; report++) {
            tally.reported(0, 5, 3.5, 40);
        }
        assertThat(tally.expectedLossPercent()).as("a good minute").isZero();
    }

    @Test
    void whatThePeerHearsIsJudgedByItsOwnReports() {
        for (int n = 0; n < 100; n++) {
            tally.sent(160);
        }
        tally.reported(26, 5, 10, 80);
        assertThat(tally.remoteLossOverallPercent()).isEqualTo(5);
        assertThat(tally.remoteDelayMillis()).isEqualTo(40 + 20 + 20);
        assertThat(tally.remoteJitterMillis()).isEqualTo(10);
    }

    @Test
    void whatCameTooLateWasHeardAsLittleAsWhatWasLost() {
        tally.reception(200, 6, 2);
        tally.late(4);
        assertThat(tally.lossPercent()).isEqualTo(3);
        assertThat(tally.unheardPercent()).isEqualTo(5);
    }
}
