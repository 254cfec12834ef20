package dev.tandem.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.EndReason;
import dev.tandem.call.LegKindName;
import dev.tandem.connection.ParticipantAction.Isolate;
import dev.tandem.connection.ParticipantAction.Place;
import dev.tandem.connection.ParticipantAction.Release;
import dev.tandem.connection.ParticipantAction.ReportJoined;
import dev.tandem.connection.ParticipantAction.ReportLeft;
import dev.tandem.connection.ParticipantAction.ReportNotJoined;
import dev.tandem.connection.ParticipantAction.Reunite;
import dev.tandem.connection.ParticipantAction.TakeSeat;
import dev.tandem.connection.ParticipantEvent.Answered;
import dev.tandem.connection.ParticipantEvent.Arrived;
import dev.tandem.connection.ParticipantEvent.Dismissed;
import dev.tandem.connection.ParticipantEvent.Failed;
import dev.tandem.connection.ParticipantEvent.Hold;
import dev.tandem.connection.ParticipantEvent.Invited;
import dev.tandem.connection.ParticipantEvent.LegEnded;
import dev.tandem.connection.ParticipantEvent.MediaLost;
import dev.tandem.connection.ParticipantEvent.MediaRefused;
import dev.tandem.connection.ParticipantEvent.Progressed;
import dev.tandem.connection.ParticipantEvent.Resume;
import dev.tandem.connection.ParticipantEvent.Seated;
import dev.tandem.connection.ParticipantMachine.State;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.trunk.TrunkPeer;
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
            new Progressed(),
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
        // columns: Invited Arrived Progressed Answered Failed Seated MediaRefused LegEnded MediaLost Hold Resume
        // Dismissed
        assertThat(table()).isEqualTo("""
                NEW: INVITING JOINING NEW NEW NEW NEW NEW NEW NEW NEW NEW GONE
                INVITING: INVITING INVITING RINGING JOINING GONE INVITING INVITING INVITING INVITING INVITING INVITING GONE
                RINGING: RINGING RINGING RINGING JOINING GONE RINGING RINGING RINGING RINGING RINGING RINGING GONE
                JOINING: JOINING JOINING JOINING JOINING JOINING CONNECTED GONE JOINING JOINING JOINING JOINING JOINING
                CONNECTED: CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED GONE GONE HELD CONNECTED GONE
                HELD: HELD HELD HELD HELD HELD HELD HELD GONE GONE HELD CONNECTED GONE
                GONE: GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE GONE""");
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
                INVITED,
                new Progressed(),
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
