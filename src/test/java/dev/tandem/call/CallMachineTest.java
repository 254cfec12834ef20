package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallAction.Connect;
import dev.tandem.call.CallAction.EarlyMedia;
import dev.tandem.call.CallAction.Finish;
import dev.tandem.call.CallAction.HangUpCaller;
import dev.tandem.call.CallAction.Place;
import dev.tandem.call.CallAction.RejectCaller;
import dev.tandem.call.CallAction.Release;
import dev.tandem.call.CallAction.Ring;
import dev.tandem.call.CallEvent.Answered;
import dev.tandem.call.CallEvent.Bridged;
import dev.tandem.call.CallEvent.CalleeEnded;
import dev.tandem.call.CallEvent.CallerEnded;
import dev.tandem.call.CallEvent.EndRequested;
import dev.tandem.call.CallEvent.Failed;
import dev.tandem.call.CallEvent.HandedOver;
import dev.tandem.call.CallEvent.MediaLost;
import dev.tandem.call.CallEvent.MediaRefused;
import dev.tandem.call.CallEvent.Progressed;
import dev.tandem.call.CallEvent.Routed;
import dev.tandem.call.CallMachine.State;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.trunk.TrunkPeer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallMachineTest {

    private static final String SDP = "v=0";
    private static final Destination PHONE = destination("desk");
    private static final Destination MOBILE = destination("mobile");

    private final CallMachine call = new CallMachine();

    @Test
    void allPhonesOfAWaveRingAndTheCallerHearsItOnce() {
        assertThat(call.on(ring(wave(PHONE, MOBILE))))
                .containsExactly(new Place(0, PHONE, "+1"), new Place(1, MOBILE, "+1"));

        assertThat(call.on(new Progressed(0, 180, Optional.empty()))).containsExactly(new Ring());
        assertThat(call.on(new Progressed(1, 180, Optional.empty()))).isEmpty();
    }

    @Test
    void theFirstAnswerWinsAndTheOtherPhonesStopRinging() {
        call.on(ring(wave(PHONE, MOBILE)));

        assertThat(call.on(new Answered(1, SDP))).containsExactly(new Release(0), new Connect(1, SDP));
    }

    @Test
    void anAnswerThatCrossesOurCancelIsReleasedToo() {
        call.on(ring(wave(PHONE, MOBILE)));
        call.on(new Answered(1, SDP));

        assertThat(call.on(new Answered(0, SDP))).containsExactly(new Release(0));
        call.on(new Bridged());
        assertThat(call.on(new Answered(0, SDP))).containsExactly(new Release(0));
    }

    @Test
    void aBusyPhoneDoesNotStopTheOthers() {
        call.on(ring(wave(PHONE, MOBILE)));

        assertThat(call.on(new Failed(0, 486, "Busy Here"))).isEmpty();
        assertThat(call.on(new Answered(1, SDP))).containsExactly(new Connect(1, SDP));
    }

    @Test
    void aPersonWhoDeclinesOnOnePhoneDeclinesOnAll() {
        call.on(ring(wave(PHONE, MOBILE)));

        assertThat(call.on(new Failed(0, 603, "Decline")))
                .containsExactly(
                        new Release(1),
                        new RejectCaller(603, "Decline"),
                        new Finish(EndReason.REJECTED, 603, "Decline"));
    }

    @Test
    void whenAllPhonesFailTheCallerIsToldWhatAPersonSaidRatherThanATimeout() {
        call.on(ring(wave(PHONE, MOBILE)));
        call.on(new Failed(0, 486, "Busy Here"));

        assertThat(call.on(new Failed(1, 408, "Request Timeout")))
                .containsExactly(new RejectCaller(486, "Busy Here"), new Finish(EndReason.BUSY, 486, "Busy Here"));
    }

    @Test
    void aTrunkThatIsDownIsFollowedByTheNextOne() {
        for (int status : new int[] {408, 503, 504}) {
            CallMachine fresh = new CallMachine();
            fresh.on(ring(wave(PHONE), wave(MOBILE)));
            assertThat(fresh.on(new Failed(0, status, "down")))
                    .as("after %s", status)
                    .containsExactly(new Place(1, MOBILE, "+1"));
        }
    }

    @Test
    void aTrunkThatSaysNoIsNotFollowedByTheNextOne() {
        call.on(ring(wave(PHONE), wave(MOBILE)));

        assertThat(call.on(new Failed(0, 404, "Not Found")))
                .containsExactly(new RejectCaller(404, "Not Found"), new Finish(EndReason.NOT_FOUND, 404, "Not Found"));
    }

    @Test
    void earlyMediaCrossesOnlyWhenOnePhoneRings() {
        call.on(ring(wave(PHONE)));
        assertThat(call.on(new Progressed(0, 183, Optional.of(SDP)))).containsExactly(new EarlyMedia(0, SDP));

        CallMachine forked = new CallMachine();
        forked.on(ring(wave(PHONE, MOBILE)));
        assertThat(forked.on(new Progressed(0, 183, Optional.of(SDP)))).containsExactly(new Ring());
    }

    @Test
    void hangingUpEndsTheOtherLegWhicheverSideItWas() {
        connect();
        assertThat(call.on(new CalleeEnded(0, Cause.REMOTE_BYE, 200, "BYE")))
                .containsExactly(new HangUpCaller(), new Finish(EndReason.CALLEE_HUNG_UP, 200, "BYE"));

        CallMachine other = new CallMachine();
        other.on(ring(wave(PHONE)));
        other.on(new Answered(0, SDP));
        other.on(new Bridged());
        assertThat(other.on(new CallerEnded(Cause.REMOTE_BYE, 200, "BYE")))
                .containsExactly(new Release(0), new Finish(EndReason.CALLER_HUNG_UP, 200, "BYE"));
    }

    @Test
    void mediaThatCannotBeJoinedEndsBothLegs() {
        call.on(ring(wave(PHONE)));
        call.on(new Answered(0, SDP));

        assertThat(call.on(new MediaRefused(488, "nothing shared")))
                .containsExactly(
                        new Release(0),
                        new RejectCaller(488, "nothing shared"),
                        new Finish(EndReason.MEDIA_FAILED, 488, "nothing shared"));
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(events().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(CallEvent.class.getPermittedSubclasses());
        // columns: Routed HandedOver Progressed Answered Failed Bridged MediaRefused CallerEnded CalleeEnded
        // MediaLost EndRequested
        assertThat(table()).isEqualTo("""
                        ROUTING: RINGING ROUTING ROUTING ROUTING ROUTING ROUTING ROUTING ENDED ROUTING ROUTING ENDED
                        OFFERED: RINGING ENDED OFFERED OFFERED OFFERED OFFERED OFFERED ENDED OFFERED OFFERED ENDED
                        RINGING: RINGING RINGING RINGING CONNECTING ENDED RINGING RINGING ENDED RINGING RINGING ENDED
                        CONNECTING: CONNECTING ENDED CONNECTING CONNECTING CONNECTING CONNECTED ENDED ENDED ENDED ENDED ENDED
                        CONNECTED: CONNECTED ENDED CONNECTED CONNECTED CONNECTED CONNECTED CONNECTED ENDED ENDED ENDED ENDED
                        ENDED: ENDED ENDED ENDED ENDED ENDED ENDED ENDED ENDED ENDED ENDED ENDED""");
    }

    @Test
    void anApplicationThatRedirectsToAnApplicationAgainIsNotFollowed() {
        assertThat(call.on(ASKED)).hasSize(2);

        assertThat(call.on(ASKED)).last().isInstanceOf(Finish.class);
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + events().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, CallEvent event) {
        CallMachine machine = new CallMachine();
        List<CallEvent> way = List.of(
                ASKED,
                ring(wave(PHONE)),
                new Answered(0, SDP),
                new Bridged(),
                new CallerEnded(Cause.REMOTE_BYE, 200, "BYE"));
        way.stream().takeWhile(step -> machine.state() != state).forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state().name();
    }

    private static Stream<CallEvent> events() {
        return Stream.of(
                ring(wave(PHONE)),
                new HandedOver(),
                new Progressed(0, 180, Optional.empty()),
                new Answered(0, SDP),
                new Failed(0, 486, "Busy Here"),
                new Bridged(),
                new MediaRefused(488, "nothing shared"),
                new CallerEnded(Cause.REMOTE_CANCEL, 487, "CANCEL"),
                new CalleeEnded(0, Cause.REMOTE_BYE, 200, "BYE"),
                new MediaLost("silence"),
                new EndRequested(EndReason.SHUTDOWN));
    }

    private static final Routed ASKED = new Routed(new CallPlan.Ask("ivr", "+13125550100", List.of("because")));

    private void connect() {
        call.on(ring(wave(PHONE)));
        call.on(new Answered(0, SDP));
        call.on(new Bridged());
    }

    private static Routed ring(Wave... waves) {
        return new Routed(new CallPlan.Ring(List.of(waves), "+1", List.of("because")));
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
