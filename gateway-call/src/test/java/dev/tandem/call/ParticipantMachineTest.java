package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.ParticipantAction.AnswerCaller;
import dev.tandem.call.ParticipantAction.HearEarly;
import dev.tandem.call.ParticipantAction.Isolate;
import dev.tandem.call.ParticipantAction.Place;
import dev.tandem.call.ParticipantAction.Reject;
import dev.tandem.call.ParticipantAction.Release;
import dev.tandem.call.ParticipantAction.ReportJoined;
import dev.tandem.call.ParticipantAction.ReportLeft;
import dev.tandem.call.ParticipantAction.ReportNotJoined;
import dev.tandem.call.ParticipantAction.ReportRinging;
import dev.tandem.call.ParticipantAction.Reunite;
import dev.tandem.call.ParticipantAction.TakeSeat;
import dev.tandem.call.ParticipantEvent.Accepted;
import dev.tandem.call.ParticipantEvent.Answered;
import dev.tandem.call.ParticipantEvent.Arrived;
import dev.tandem.call.ParticipantEvent.Dismissed;
import dev.tandem.call.ParticipantEvent.Failed;
import dev.tandem.call.ParticipantEvent.Hold;
import dev.tandem.call.ParticipantEvent.Invited;
import dev.tandem.call.ParticipantEvent.LegEnded;
import dev.tandem.call.ParticipantEvent.MediaLost;
import dev.tandem.call.ParticipantEvent.MediaRefused;
import dev.tandem.call.ParticipantEvent.Progressed;
import dev.tandem.call.ParticipantEvent.Refused;
import dev.tandem.call.ParticipantEvent.Resume;
import dev.tandem.call.ParticipantEvent.Seated;
import dev.tandem.call.ParticipantMachine.State;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.TrunkPeer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParticipantMachineTest {

    private static final Destination DESK = destination("desk");
    private static final Destination MOBILE = destination("mobile");
    private static final Invited INVITED = invited(wave(DESK));
    private static final List<ParticipantEvent> EVENTS = List.of(
            INVITED,
            new Arrived(),
            new Accepted(),
            new Refused(new CallEnd(EndReason.NOT_FOUND, 404, "Not Found")),
            new Progressed(0, 180, Optional.empty()),
            new Answered(0, "sdp"),
            new Failed(0, 486, "Busy Here"),
            new Seated(),
            new MediaRefused(488, "nothing shared"),
            new LegEnded(0, Cause.REMOTE_BYE, 200, "BYE"),
            new MediaLost("silence"),
            new Hold(),
            new Resume(),
            new Dismissed(EndReason.ENDED_BY_API));

    private final ParticipantMachine participant = new ParticipantMachine();

    @Test
    void theFirstPhoneThatAnswersTakesTheSeatAndTheOthersAreReleased() {
        assertThat(participant.on(invited(wave(DESK, MOBILE))))
                .containsExactly(new Place(0, DESK), new Place(1, MOBILE));

        assertThat(participant.on(new Answered(1, "sdp"))).containsExactly(new Release(0), new TakeSeat(1, "sdp"));
        assertThat(participant.on(new Seated())).containsExactly(new ReportJoined());
        assertThat(participant.on(new Answered(0, "late")))
                .as("its answer crossed our CANCEL")
                .containsExactly(new Release(0));
    }

    @Test
    void theNextTrunkIsTriedWhenOneIsDownAndNotWhenTheCalleeIsBusy() {
        participant.on(invited(wave(DESK), wave(MOBILE)));

        assertThat(participant.on(new Failed(0, 503, "down"))).containsExactly(new Place(1, MOBILE));
        assertThat(participant.on(new Failed(1, 486, "Busy Here")))
                .containsExactly(new ReportNotJoined(EndReason.BUSY, 486, "Busy Here"));
    }

    @Test
    void anInvitationThatIsTakenBackStopsTheRinging() {
        participant.on(INVITED);

        assertThat(participant.on(new Dismissed(EndReason.CANCELLED)))
                .containsExactly(new Release(0), new ReportNotJoined(EndReason.CANCELLED, 487, "Request Terminated"));
    }

    @Test
    void whomRoutingRefusesDoesNotJoin() {
        CallPlan nowhere = new CallPlan.Refuse(EndReason.NO_ROUTE, 404, "No route", List.of());

        assertThat(participant.on(new Invited(nowhere)))
                .containsExactly(new ReportNotJoined(EndReason.NO_ROUTE, 404, "No route"));
    }

    @Test
    void holdPartsAndResumeReunites() {
        join();

        assertThat(participant.on(new Hold())).containsExactly(new Isolate());
        assertThat(participant.on(new Hold())).as("on hold already").isEmpty();
        assertThat(participant.on(new Resume())).containsExactly(new Reunite());
    }

    @Test
    void whoHangsUpOnHoldLeaves() {
        join();
        participant.on(new Hold());

        assertThat(participant.on(new LegEnded(0, Cause.REMOTE_BYE, 200, "BYE")))
                .containsExactly(new ReportLeft(EndReason.CALLEE_HUNG_UP, 200, "BYE"));
    }

    @Test
    void earlyMediaIsHeardOnlyWhenOnePhoneRings() {
        participant.on(INVITED);
        assertThat(participant.on(new Progressed(0, 183, Optional.of("sdp")))).containsExactly(new HearEarly(0, "sdp"));

        ParticipantMachine forked = new ParticipantMachine();
        forked.on(invited(wave(DESK, MOBILE)));
        assertThat(forked.on(new Progressed(0, 183, Optional.of("sdp")))).containsExactly(new ReportRinging(180));
    }

    @Test
    void whoPlacedTheCallWaitsUntilTheyAreAnsweredRefusedOrGiveUp() {
        participant.on(new Arrived());
        assertThat(participant.on(new Accepted())).containsExactly(new AnswerCaller());

        ParticipantMachine refused = new ParticipantMachine();
        refused.on(new Arrived());
        assertThat(refused.on(new Refused(new CallEnd(EndReason.NOT_FOUND, 404, "Not Found"))))
                .containsExactly(
                        new Reject(404, "Not Found"), new ReportNotJoined(EndReason.NOT_FOUND, 404, "Not Found"));

        ParticipantMachine givenUp = new ParticipantMachine();
        givenUp.on(new Arrived());
        assertThat(givenUp.on(new LegEnded(0, Cause.REMOTE_CANCEL, 487, "CANCEL")))
                .containsExactly(new ReportNotJoined(EndReason.CANCELLED, 487, "CANCEL"));
    }

    private void join() {
        participant.on(INVITED);
        participant.on(new Answered(0, "sdp"));
        participant.on(new Seated());
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(EVENTS)
                .<Class<?>>map(Object::getClass)
                .containsExactlyInAnyOrder(ParticipantEvent.class.getPermittedSubclasses());
        // columns: Invited Arrived Accepted Refused Progressed Answered Failed Seated MediaRefused LegEnded MediaLost
        // Hold Resume
        // Dismissed
        assertThat(table()).isEqualTo("""
                NEW: INVITING WAITING NEW NEW NEW NEW NEW NEW NEW NEW NEW NEW NEW GONE
                WAITING: WAITING WAITING JOINING GONE WAITING WAITING WAITING WAITING WAITING GONE WAITING WAITING WAITING GONE
                INVITING: INVITING INVITING INVITING INVITING RINGING JOINING GONE INVITING INVITING INVITING INVITING INVITING INVITING GONE
                RINGING: RINGING RINGING RINGING RINGING RINGING JOINING GONE RINGING RINGING RINGING RINGING RINGING RINGING GONE
                JOINING: JOINING JOINING JOINING JOINING JOINING JOINING JOINING CONNECTED GONE JOINING JOINING JOINING JOINING JOINING
                CONNECTED: CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED GONE GONE HELD CONNECTED GONE
                HELD: HELD HELD HELD HELD HELD HELD HELD HELD HELD GONE GONE HELD CONNECTED GONE
                GONE: GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE""");
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + EVENTS.stream().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, ParticipantEvent event) {
        ParticipantMachine machine = new ParticipantMachine();
        List<ParticipantEvent> way = List.of(
                state == State.WAITING ? new Arrived() : INVITED,
                new Progressed(0, 180, Optional.empty()),
                new Answered(0, "sdp"),
                new Seated(),
                new Hold(),
                new Dismissed(EndReason.ENDED_BY_API));
        way.stream().takeWhile(step -> machine.state() != state).forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state().name();
    }

    private static Invited invited(Wave... waves) {
        return new Invited(new CallPlan.Ring(List.of(waves), "+1", List.of("because")));
    }

    private static Wave wave(Destination... destinations) {
        return new Wave(List.of(destinations));
    }

    private static Destination destination(String name) {
        TrunkPeer peer =
                new TrunkPeer(name, "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
        return new Destination(new Target.Trunk(peer, "+15550100"), LegKindName.TRUNK, name, List.of(CodecName.PCMU));
    }
}
