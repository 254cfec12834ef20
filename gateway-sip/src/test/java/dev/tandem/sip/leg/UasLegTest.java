package dev.tandem.sip.leg;

import static dev.tandem.sip.leg.LegTable.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.leg.LegAction.Report;
import dev.tandem.sip.leg.LegAction.SendAnswer;
import dev.tandem.sip.leg.LegAction.SendBye;
import dev.tandem.sip.leg.LegAction.SendRefusal;
import dev.tandem.sip.leg.LegEvent.AckOverdue;
import dev.tandem.sip.leg.LegEvent.AckReceived;
import dev.tandem.sip.leg.LegEvent.Answer;
import dev.tandem.sip.leg.LegEvent.CancelReceived;
import dev.tandem.sip.leg.LegEvent.HangUp;
import dev.tandem.sip.leg.LegEvent.Progress;
import dev.tandem.sip.leg.LegEvent.Reject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UasLegTest {
    private static final LegEvent ACK = new AckReceived(Optional.empty());

    private final UasLeg leg = new UasLeg();

    @Test
    void hangingUpBeforeTheAckWaitsForItWithTheBye() {
        assertThat(leg.on(new Answer("v=0"))).containsExactly(new SendAnswer("v=0"));
        assertThat(leg.on(new HangUp())).containsExactly(new Report(new Ended(Cause.LOCAL, 200, "hung up by us")));
        assertThat(leg.on(ACK)).containsExactly(new SendBye());
    }

    @Test
    void anAnswerThatIsNeverAcknowledgedIsReleasedWithABye() {
        leg.on(new Answer("v=0"));
        assertThat(leg.on(new AckOverdue()))
                .containsExactly(
                        new SendBye(), new Report(new Ended(Cause.TIMEOUT, 408, "our 200 was not acknowledged")));
    }

    @Test
    void aCancelBeforeTheAnswerIsA487AndOneAfterItIsTooLate() {
        UasLeg late = new UasLeg();
        late.on(new Answer("v=0"));
        assertThat(late.on(new CancelReceived())).isEmpty();

        assertThat(leg.on(new CancelReceived()))
                .first()
                .isEqualTo(new SendRefusal(487, "Request Terminated", Duration.ZERO));
    }

    /** The whole machine on one screen. */
    @Test
    void transitionTable() {
        Map<LegState, List<LegEvent>> paths = new LinkedHashMap<>();
        paths.put(LegState.PROCEEDING, List.of());
        paths.put(LegState.EARLY, List.of(new Progress(180, Optional.empty())));
        paths.put(LegState.ANSWERED, List.of(new Answer("")));
        paths.put(LegState.BYE_PENDING, List.of(new Answer(""), new HangUp()));
        paths.put(LegState.CONFIRMED, List.of(new Answer(""), ACK));
        paths.put(LegState.RELEASING, List.of(new Answer(""), ACK, new HangUp()));
        paths.put(LegState.TERMINATED, List.of(new Reject(486, "", Duration.ZERO)));
        assertThat(table(paths, () -> {
                    UasLeg machine = new UasLeg();
                    return new LegTable.Machine(machine::on, machine::state);
                }))
                .isEqualTo("""
            PROCEEDING     : Progress>EARLY Answer>ANSWERED Reject>TERMINATED HangUp>TERMINATED CancelReceived>TERMINATED ByeReceived>TERMINATED Lost>TERMINATED
            EARLY          : Answer>ANSWERED Reject>TERMINATED HangUp>TERMINATED CancelReceived>TERMINATED ByeReceived>TERMINATED Lost>TERMINATED
            ANSWERED       : HangUp>BYE_PENDING AckReceived>CONFIRMED AckOverdue>RELEASING ByeReceived>TERMINATED Lost>TERMINATED
            BYE_PENDING    : AckReceived>RELEASING AckOverdue>RELEASING ByeReceived>TERMINATED Lost>TERMINATED
            CONFIRMED      : HangUp>RELEASING ByeReceived>TERMINATED Lost>RELEASING
            RELEASING      : Released>TERMINATED Lost>TERMINATED
            TERMINATED     :\s
            """);
    }
}
