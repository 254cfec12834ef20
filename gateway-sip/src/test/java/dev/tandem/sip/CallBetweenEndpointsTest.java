package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.OfferAnswered;
import dev.tandem.sip.SipLegEvent.OfferReceived;
import dev.tandem.sip.SipLegEvent.OfferRefused;
import dev.tandem.sip.SipLegEvent.Progress;
import dev.tandem.sip.SipLegEvent.Rejected;
import dev.tandem.sip.TrunkPeer.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls between two endpoints on loopback, over UDP. */
class CallBetweenEndpointsTest {
    private static Party caller;
    private static Party callee;

    @BeforeAll
    static void start() {
        caller = new Party();
        callee = new Party().trusting("carrier");
    }

    @AfterAll
    static void stop() {
        caller.close();
        callee.close();
    }

    @AfterEach
    void nothingIsLeft() {
        caller.expectNothingLeft();
        callee.expectNothingLeft();
    }

    @Test
    void digitsTravelByInfoBothWays() {
        var call = answeredCall();
        call.out().leg().sendDigit('5', 160);
        assertThat(call.in().expect(DigitReceived.class)).isEqualTo(new DigitReceived('5', 160));
        call.in().leg().sendDigit('#', 80);
        assertThat(call.out().expect(DigitReceived.class)).isEqualTo(new DigitReceived('#', 80));
        hangUp(call);
    }

    @Test
    void aCallRingsIsAnsweredAndEndsWithTheCallersBye() {
        var out = caller.call(callee, "+442079460123");
        var in = callee.expectCall();
        assertThat(in.invite().origin()).isEqualTo(new Origin.Trunk("carrier"));
        assertThat(in.invite().dialled()).isEqualTo("+442079460123");
        assertThat(in.invite().callerNumber()).isEqualTo("+13125550100");
        assertThat(in.invite().callerName()).isEqualTo("Alice A");
        assertThat(in.invite().offer()).contains(Sdp.of("offer"));

        in.leg().progress(180, Optional.empty());
        assertThat(out.expect(Progress.class)).isEqualTo(new Progress(180, Optional.empty()));
        in.leg().progress(183, Optional.of(Sdp.of("early")));
        assertThat(out.expect(Progress.class).sdp()).contains(Sdp.of("early"));
        in.leg().answer(Sdp.of("answer"));
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of("answer"));
        in.expect(Acknowledged.class);
        assertThat(caller.endpoint.counters().dialogs()).isEqualTo(1);

        out.leg().hangUp();
        assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
    }

    @Test
    void theCalleeMayHangUpToo() {
        var call = answeredCall();
        call.in().leg().hangUp();
        assertThat(call.out().expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
        assertThat(call.in().expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
    }

    @Test
    void whyALegEndsIsSaidInByeCancelAndRefusal() {
        Reason why = new Reason("Q.850;cause=31;text=\"x\"");
        var hungUp = answeredCall();
        hungUp.in().leg().hangUp(Optional.of(why));
        assertThat(hungUp.out().expect(Ended.class).why()).contains(why);
        hungUp.in().expect(Ended.class);

        var cancelled = caller.call(callee, "+442079460123");
        var ringing = callee.expectCall();
        ringing.leg().progress(180, Optional.empty());
        cancelled.expect(Progress.class);
        cancelled.leg().hangUp(Optional.of(why));
        assertThat(ringing.expect(Ended.class).why()).contains(why);
        cancelled.expect(Rejected.class);

        var refused = caller.call(callee, "+442079460123");
        var refuser = callee.expectCall();
        refuser.leg().reject(486, "Busy Here", Duration.ZERO, Optional.of(why));
        assertThat(refused.expect(Rejected.class).why()).contains(why);
        refuser.expect(Ended.class);
    }

    @Test
    void aBusyCalleeIsARejection() {
        var out = caller.call(callee, "+442079460123");
        var in = callee.expectCall();
        in.leg().reject(486, "Busy Here");
        assertThat(out.expect(Rejected.class)).isEqualTo(new Rejected(486, "Busy Here"));
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
    }

    @Test
    void hangingUpWhileItRingsCancels() {
        var out = caller.call(callee, "+442079460123");
        var in = callee.expectCall();
        in.leg().progress(180, Optional.empty());
        out.expect(Progress.class);
        out.leg().hangUp();
        assertThat(out.expect(Rejected.class).status()).isEqualTo(487);
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
    }

    @Test
    void hangingUpAtOnceStillCancels() {
        var out = caller.call(callee, "+442079460123");
        out.leg().hangUp();
        assertThat(out.expect(Rejected.class).status()).isEqualTo(487);
    }

    @Test
    void nobodyAnsweringIsCancelledWith408() {
        var peer = Party.peer("out", callee.port, Transport.UDP, List.of());
        var out = caller.call(peer, "+442079460123", Duration.ofMillis(300));
        var in = callee.expectCall();
        assertThat(out.expect(Rejected.class)).isEqualTo(new Rejected(408, "no answer"));
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
    }

    @Test
    void aNewOfferOfTheCallerIsAnsweredAndOneOfTheCalleeToo() {
        var call = answeredCall();
        call.out().leg().reoffer(Sdp.of("hold"));
        assertThat(call.in().expect(OfferReceived.class).sdp()).isEqualTo(Sdp.of("hold"));
        call.in().leg().answerOffer(Sdp.of("held"));
        assertThat(call.out().expect(OfferAnswered.class).sdp()).isEqualTo(Sdp.of("held"));

        call.in().leg().reoffer(Sdp.of("resume"));
        assertThat(call.out().expect(OfferReceived.class).sdp()).isEqualTo(Sdp.of("resume"));
        call.out().leg().answerOffer(Sdp.of("resumed"));
        assertThat(call.in().expect(OfferAnswered.class).sdp()).isEqualTo(Sdp.of("resumed"));
        hangUp(call);
    }

    @Test
    void aRefusedOfferLeavesTheCallUp() {
        var call = answeredCall();
        call.out().leg().reoffer(Sdp.of("video"));
        call.in().expect(OfferReceived.class);
        call.in().leg().refuseOffer(488);
        assertThat(call.out().expect(OfferRefused.class).status()).isEqualTo(488);
        assertThat(caller.endpoint.counters().dialogs()).isEqualTo(1);
        hangUp(call);
    }

    @Test
    void offersThatMeetAreBothTriedAgain() {
        var call = answeredCall();
        call.out().leg().reoffer(Sdp.of("mine"));
        call.in().leg().reoffer(Sdp.of("yours"));
        for (int each = 0; each < 2; each++) {
            boolean atCallee = awaitOffer(call);
            (atCallee ? call.in().leg() : call.out().leg()).answerOffer(Sdp.of("fine"));
            Party.expect(atCallee ? call.out().events() : call.in().events(), OfferAnswered.class);
        }
        hangUp(call);
    }

    @Test
    void aCallFromNowhereIsRefusedAndReported() {
        var out = callee.call(caller, "+442079460123");
        assertThat(out.expect(Rejected.class).status()).isEqualTo(403);
        assertThat(Party.poll(caller.refused, "a refusal").dialled()).isEqualTo("+442079460123");
    }

    @Test
    void aPeerThatCannotBeReachedByTcpIsA503() {
        var peer = Party.peer("gone", Party.freePort(), Transport.TCP, List.of());
        var out = caller.call(peer, "+442079460123", Duration.ofSeconds(30));
        assertThat(out.expect(Rejected.class).status()).isEqualTo(503);
    }

    private record Talking(Party.Placed out, Party.Call in) {}

    private static Talking answeredCall() {
        var out = caller.call(callee, "+442079460123");
        var in = callee.expectCall();
        in.leg().answer(Sdp.of("answer"));
        out.expect(Answered.class);
        in.expect(Acknowledged.class);
        return new Talking(out, in);
    }

    private static void hangUp(Talking call) {
        call.out().leg().hangUp();
        call.out().expect(Ended.class);
        call.in().expect(Ended.class);
    }

    private static boolean awaitOffer(Talking call) {
        Party.await(() -> !call.in().events().isEmpty() || !call.out().events().isEmpty(), "no offer came through");
        boolean atCallee = !call.in().events().isEmpty();
        Party.expect(atCallee ? call.in().events() : call.out().events(), OfferReceived.class);
        return atCallee;
    }
}
