package dev.tandem.sip.leg;

import static dev.tandem.sip.leg.LegTable.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Rejected;
import dev.tandem.sip.leg.LegAction.Report;
import dev.tandem.sip.leg.LegAction.SendAck;
import dev.tandem.sip.leg.LegAction.SendBye;
import dev.tandem.sip.leg.LegAction.SendCancel;
import dev.tandem.sip.leg.LegAction.SendInviteAgain;
import dev.tandem.sip.leg.LegEvent.Accepted;
import dev.tandem.sip.leg.LegEvent.Challenged;
import dev.tandem.sip.leg.LegEvent.HangUp;
import dev.tandem.sip.leg.LegEvent.NoAnswer;
import dev.tandem.sip.leg.LegEvent.Provisional;
import dev.tandem.sip.leg.LegEvent.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UacLegTest {
    private static final LegEvent RINGING = new Provisional(180, Optional.empty());

    private final UacLeg leg = new UacLeg();

    @Test
    void hangingUpBeforeTheCalleeRingsWaitsForTheFirstProvisional() {
        assertThat(leg.on(new HangUp()))
                .as("no CANCEL yet, RFC 3261 section 9.1")
                .containsExactly(new Report(new Rejected(487, "cancelled by us")));

        assertThat(leg.on(RINGING)).containsExactly(new SendCancel());
        assertThat(leg.on(new Refused(487, "Request Terminated")))
                .as("it was reported already")
                .isEmpty();
        assertThat(leg.state()).isEqualTo(LegState.TERMINATED);
    }

    @Test
    void anAnswerThatCrossesOurCancelIsAcknowledgedAndReleased() {
        leg.on(RINGING);
        leg.on(new NoAnswer());
        assertThat(leg.on(new Accepted("v=0"))).containsExactly(new SendAck(), new SendBye());
        assertThat(leg.state()).isEqualTo(LegState.RELEASING);
    }

    @Test
    void aChallengeSendsTheInviteAgainButNotOnceWeHungUp() {
        assertThat(leg.on(new Challenged())).containsExactly(new SendInviteAgain());
        leg.on(new HangUp());
        assertThat(leg.on(new Challenged())).isEmpty();
        assertThat(leg.state()).isEqualTo(LegState.TERMINATED);
    }

    @Test
    void eachRetransmittedAnswerIsAcknowledged() {
        assertThat(leg.on(new Accepted("v=0"))).containsExactly(new SendAck(), new Report(new Answered("v=0")));
        assertThat(leg.on(new Accepted("v=0"))).containsExactly(new SendAck());
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        Map<LegState, List<LegEvent>> paths = new LinkedHashMap<>();
        paths.put(LegState.CALLING, List.of());
        paths.put(LegState.EARLY, List.of(RINGING));
        paths.put(LegState.CANCEL_PENDING, List.of(new HangUp()));
        paths.put(LegState.CANCELLING, List.of(RINGING, new HangUp()));
        paths.put(LegState.CONFIRMED, List.of(new Accepted("")));
        paths.put(LegState.RELEASING, List.of(new Accepted(""), new HangUp()));
        paths.put(LegState.TERMINATED, List.of(new Refused(486, "")));
        assertThat(table(paths, () -> {
                    UacLeg machine = new UacLeg();
                    return new LegTable.Machine(machine::on, machine::state);
                }))
                .isEqualTo("""
            CALLING        : Provisional>EARLY Accepted>CONFIRMED Refused>TERMINATED NoAnswer>CANCEL_PENDING HangUp>CANCEL_PENDING Lost>TERMINATED
            EARLY          : Accepted>CONFIRMED Refused>TERMINATED Challenged>CALLING NoAnswer>CANCELLING HangUp>CANCELLING Lost>TERMINATED
            CANCEL_PENDING : Provisional>CANCELLING Accepted>RELEASING Refused>TERMINATED Challenged>TERMINATED Lost>TERMINATED
            CANCELLING     : Accepted>RELEASING Refused>TERMINATED Challenged>TERMINATED Lost>TERMINATED
            CONFIRMED      : HangUp>RELEASING ByeReceived>TERMINATED Lost>RELEASING
            RELEASING      : Released>TERMINATED Lost>TERMINATED
            TERMINATED     : Accepted>RELEASING
            """);
    }
}
