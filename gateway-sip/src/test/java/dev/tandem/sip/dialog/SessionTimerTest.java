package dev.tandem.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTimerTest {
    @Test
    void aBrowserThatAsksFor90SecondsRefreshesItself() {
        SessionTimer agreed = SessionTimer.answering(Optional.of("90"), true).orElseThrow();
        assertThat(agreed.weRefresh()).isFalse();
        assertThat(agreed.answerHeader()).isEqualTo("90;refresher=uac");
        assertThat(agreed.expireAfterSeconds()).isEqualTo(60);
    }

    @Test
    void whoeverAsksUsToRefreshOrCannotIsRefreshedHalfWay() {
        assertThat(SessionTimer.answering(Optional.of("1800; refresher=uas"), true))
                .contains(new SessionTimer(1800, true));
        SessionTimer agreed = SessionTimer.answering(Optional.of("1800"), false).orElseThrow();
        assertThat(agreed.weRefresh()).isTrue();
        assertThat(agreed.refreshAfterSeconds()).isEqualTo(900);
    }

    @Test
    void theAnswerToOurInviteSaysWhoRefreshesAndWhetherThereIsATimer() {
        assertThat(SessionTimer.answered(Optional.of("1800;refresher=uas"))).contains(new SessionTimer(1800, false));
        assertThat(SessionTimer.answered(Optional.of("1800;refresher=uac"))).contains(new SessionTimer(1800, true));
        assertThat(SessionTimer.answered(Optional.empty())).isEmpty();
    }

    @Test
    void anIntervalIsNeverRaisedInOurAnswer() {
        assertThat(SessionTimer.answering(Optional.of("60"), false))
                .as("who knows no timers gets none, the others 422")
                .isEmpty();
        assertThat(SessionTimer.answered(Optional.of("60;refresher=uac"))).contains(new SessionTimer(60, true));
        assertThat(SessionTimer.answered(Optional.of("1;refresher=uac")))
                .as("refreshes have a bound")
                .contains(new SessionTimer(30, true));
    }

    @Test
    void a422IsObeyedWhenItAsksForMoreThanItWasOffered() {
        assertThat(SessionTimer.minimum(Optional.of("3600"), 90)).contains(3600);
        assertThat(SessionTimer.minimum(Optional.of("90"), 90)).isEmpty();
        assertThat(SessionTimer.minimum(Optional.of("99999999"), 90)).isEmpty();
        assertThat(SessionTimer.minimum(Optional.empty(), 90)).isEmpty();
    }

    @Test
    void lessThan90SecondsIsTooShort() {
        assertThat(SessionTimer.tooShort(Optional.of("60"))).isTrue();
        assertThat(SessionTimer.tooShort(Optional.of("90"))).isFalse();
        assertThat(SessionTimer.tooShort(Optional.of("nonsense"))).isFalse();
    }
}
