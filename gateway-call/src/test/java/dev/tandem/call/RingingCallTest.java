package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.CallServices.Patience;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.PassedHeader;
import dev.tandem.sip.Reason;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.toll.Charge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a caller hears, and who is released, while phones ring and trunks are tried. */
class RingingCallTest {

    private static final String SDP = "v=0";
    private static final Destination PHONE = destination("desk");
    private static final Destination MOBILE = destination("mobile");

    private static final String ELSEWHERE = "hang up because SIP;cause=200;text=\"Call completed elsewhere\"";
    private static final Reason BUSY = new Reason("Q.850;cause=17;text=\"User busy\"");

    private final FakeWorld world = new FakeWorld();
    private final CallDirectory directory = new CallDirectory(10);
    private FakeLeg caller = new FakeLeg("caller", event -> {});
    private String callerShown = "+1";
    private Relayed relayed = Relayed.NOTHING;
    private Call call;

    @Test
    void allPhonesOfAWaveRingAndTheCallerHearsItOnce() {
        ring(wave(PHONE, MOBILE));
        assertThat(world.invites)
                .extracting(invite -> invite.target())
                .containsExactly(PHONE.target(), MOBILE.target());
        assertThat(world.invites).allMatch(invite -> invite.callerNumber().equals("+1"));

        on(0, new SipLegEvent.Progress(180, Optional.empty()));
        assertThat(caller.told).containsExactly("180");
        on(1, new SipLegEvent.Progress(180, Optional.empty()));
        assertThat(caller.told).containsExactly("180");
    }

    @Test
    void theFirstAnswerWinsAndTheOtherPhonesStopRinging() {
        ring(wave(PHONE, MOBILE));

        on(1, new SipLegEvent.Answered(SDP));

        assertThat(told(0)).containsExactly(ELSEWHERE);
        assertThat(told(1)).isEmpty();
        assertThat(caller.told).containsExactly("200 with answer");
    }

    @Test
    void anAnswerThatCrossesOurCancelIsReleasedToo() {
        ring(wave(PHONE, MOBILE));
        on(1, new SipLegEvent.Answered(SDP));

        on(0, new SipLegEvent.Answered(SDP));

        assertThat(told(0)).containsExactly(ELSEWHERE, ELSEWHERE);
        assertThat(told(1)).isEmpty();
    }

    @Test
    void aBusyPhoneDoesNotStopTheOthers() {
        ring(wave(PHONE, MOBILE));

        on(0, new SipLegEvent.Rejected(486, "Busy Here"));
        assertThat(caller.told).isEmpty();
        assertThat(told(1)).isEmpty();

        on(1, new SipLegEvent.Answered(SDP));
        assertThat(caller.told).containsExactly("200 with answer");
    }

    @Test
    void aPersonWhoDeclinesOnOnePhoneDeclinesOnAll() {
        ring(wave(PHONE, MOBILE));

        on(0, new SipLegEvent.Rejected(603, "Decline"));

        assertThat(told(1)).containsExactly("hang up because SIP;cause=603;text=\"Decline\"");
        assertThat(caller.told).containsExactly("603 Decline");
        assertEnded(EndReason.REJECTED, 603, "Decline");
    }

    @Test
    void whenAllPhonesFailTheCallerIsToldWhatAPersonSaidRatherThanATimeout() {
        ring(wave(PHONE, MOBILE));
        on(0, new SipLegEvent.Rejected(486, "Busy Here"));

        on(1, new SipLegEvent.Rejected(408, "Request Timeout"));

        assertThat(caller.told).containsExactly("486 Busy Here");
        assertEnded(EndReason.BUSY, 486, "Busy Here");
    }

    @Test
    void aTrunkThatIsDownIsFollowedByTheNextOne() {
        for (int status : new int[] {408, 503, 504}) {
            world.branches.clear();
            world.invites.clear();
            ring(wave(PHONE), wave(MOBILE));

            on(0, new SipLegEvent.Rejected(status, "down"));

            assertThat(world.invites)
                    .as("after %s", status)
                    .extracting(invite -> invite.target())
                    .containsExactly(PHONE.target(), MOBILE.target());
        }
    }

    @Test
    void aTrunkThatSaysNoIsNotFollowedByTheNextOne() {
        ring(wave(PHONE), wave(MOBILE));

        on(0, new SipLegEvent.Rejected(404, "Not Found"));

        assertThat(world.branches).hasSize(1);
        assertThat(caller.told).containsExactly("404 Not Found");
        assertEnded(EndReason.NOT_FOUND, 404, "Not Found");
    }

    @Test
    void earlyMediaCrossesOnlyWhenOnePhoneRings() {
        ring(wave(PHONE));
        on(0, new SipLegEvent.Progress(183, Optional.of(SDP)));
        assertThat(caller.told).containsExactly("183 with answer");
        assertThat(world.conferencesOpen()).as("both are heard").containsExactly(2);

        ring(wave(PHONE, MOBILE));
        on(1, new SipLegEvent.Progress(183, Optional.of(SDP)));
        assertThat(caller.told).containsExactly("180");
    }

    @Test
    void whoIsHeardEarlyKeepsTheirSeatWhenTheyAnswer() {
        ring(wave(PHONE));
        on(0, new SipLegEvent.Progress(183, Optional.of(SDP)));
        List<FakeWorld.FakeMember> early = List.copyOf(world.conferences.get(0).members);

        on(0, new SipLegEvent.Answered(SDP));

        assertThat(world.conferences.get(0).members).containsExactlyElementsOf(early);
        assertThat(caller.told).containsExactly("183 with answer", "200 with answer");
    }

    @Test
    void theNextTrunkIsHeardInsteadOfTheOneThatFailedAfterEarlyMedia() {
        ring(wave(PHONE), wave(MOBILE));
        on(0, new SipLegEvent.Progress(183, Optional.of(SDP)));
        on(0, new SipLegEvent.Rejected(503, "down"));

        on(1, new SipLegEvent.Answered(SDP));

        assertThat(world.conferencesOpen()).containsExactly(2);
        assertThat(caller.told).containsExactly("183 with answer", "200 with answer");
    }

    @Test
    void hangingUpEndsTheOtherLegWhicheverSideItWas() {
        ring(wave(PHONE));
        on(0, new SipLegEvent.Answered(SDP));
        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        assertThat(caller.told).containsExactly("200 with answer", "hang up");
        assertEnded(EndReason.CALLEE_HUNG_UP, 200, "BYE");

        ring(wave(PHONE));
        on(1, new SipLegEvent.Answered(SDP));
        call.placement().orElseThrow().onCaller(new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        assertThat(told(1)).containsExactly("hang up");
        assertEnded(EndReason.CALLER_HUNG_UP, 200, "BYE");
    }

    @Test
    void whyOneSideHungUpIsSaidToTheOtherAndKept() {
        ring(wave(PHONE));
        on(0, new SipLegEvent.Answered(SDP));
        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE", Optional.of(BUSY)));
        assertThat(caller.told).containsExactly("200 with answer", "hang up because " + BUSY.value());
        assertEnded(EndReason.CALLEE_HUNG_UP, 200, "BYE (" + BUSY.value() + ")");
    }

    @Test
    void whyTheCallerGaveUpIsSaidToThePhoneThatRings() {
        ring(wave(PHONE));
        call.placement()
                .orElseThrow()
                .onCaller(new SipLegEvent.Ended(Cause.REMOTE_CANCEL, 487, "CANCEL", Optional.of(BUSY)));
        assertThat(told(0)).containsExactly("hang up because " + BUSY.value());
        assertEnded(EndReason.CANCELLED, 487, "CANCEL (" + BUSY.value() + ")");
    }

    @Test
    void whyTheCalleeRefusedIsSaidToTheCaller() {
        ring(wave(PHONE, MOBILE));
        on(0, new SipLegEvent.Rejected(486, "Busy Here", Optional.of(BUSY)));
        on(1, new SipLegEvent.Rejected(480, "Gone"));
        assertThat(caller.told).containsExactly("486 Busy Here because " + BUSY.value());
    }

    @Test
    void whatIsBetweenUsAndATrunkIsNotRepeatedToTheCaller() {
        ring(wave(PHONE));
        on(0, new SipLegEvent.Rejected(407, "Proxy Authentication Required"));
        assertThat(caller.told).containsExactly("500 Next hop said 407 Proxy Authentication Required");
        assertEnded(EndReason.REJECTED, 500, "Next hop said 407 Proxy Authentication Required");
    }

    @Test
    void forwardedQueuedAndUnderWayIsHeardOnceEach() {
        ring(wave(PHONE));
        for (int status : new int[] {181, 182, 181, 183, 180, 180, 199}) {
            on(0, new SipLegEvent.Progress(status, Optional.empty()));
        }
        assertThat(caller.told).containsExactly("181", "182", "183", "180");
    }

    @Test
    void whatTheCallersInviteSaidGoesOnToWhoIsRung() {
        relayed = new Relayed(false, "", List.of(new PassedHeader("User-to-User", "56;encoding=hex")));
        ring(wave(PHONE));
        assertThat(world.invites.get(0).relayed()).isEqualTo(relayed);
        assertThat(call.trace()).extracting(CallTrace.Step::what).contains("User-to-User: 56;encoding=hex");
    }

    @Test
    void thePhonesOfAnIdentityLearnWhichOfItsNumbersWasCalled() {
        ring(wave(new Destination(PHONE.target(), LegKindName.IDENTITY, "8:acs:tenant_ada", List.of(CodecName.PCMU))));
        assertThat(world.invites.get(0).relayed().headers())
                .containsExactly(new PassedHeader("P-Called-Party-ID", "<tel:+13125550100>"));
    }

    @Test
    void theNumberOfAnAnonymousCallerGoesOnHidden() {
        relayed = new Relayed(true, "+12025550143", List.of());
        callerShown = "";
        ring(wave(PHONE));
        assertThat(world.invites.get(0).callerNumber()).isEqualTo("+12025550143");
        assertThat(world.invites.get(0).relayed().anonymous()).isTrue();
        assertThat(call.view().from())
                .as("what the record and applications see")
                .isEmpty();
    }

    @Test
    void mediaThatCannotBeJoinedEndsBothLegs() {
        ring(wave(PHONE));
        world.outcome = new SdpOutcome.Refused(488, "nothing shared");

        on(0, new SipLegEvent.Answered(SDP));

        assertThat(told(0)).containsExactly("hang up");
        assertThat(caller.told).containsExactly("488 nothing shared");
        assertEnded(EndReason.MEDIA_FAILED, 488, "nothing shared");
    }

    private void on(int branch, SipLegEvent event) {
        world.branches.get(branch).events.accept(event);
    }

    @Test
    void whatACallCostsIsCountedFromTheFirstRingToTheEndOverTheTrunkThatIsTried() {
        CountedCharge counted = new CountedCharge(Optional.empty());
        ring(counted, wave(PHONE), wave(MOBILE));
        on(0, new SipLegEvent.Rejected(503, "Service Unavailable"));
        on(1, new SipLegEvent.Answered(SDP));
        assertThat(counted.told).containsExactly("begun", "over desk", "begun", "over mobile", "answered");

        on(1, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "bye"));
        assertThat(counted.told).last().isEqualTo("ended");
    }

    @Test
    void whatIsNotAnsweredCostsNothingAnyMore() {
        CountedCharge counted = new CountedCharge(Optional.empty());
        ring(counted, wave(PHONE));
        on(0, new SipLegEvent.Rejected(486, "Busy Here"));

        assertThat(counted.told).containsExactly("begun", "over desk", "ended");
    }

    @Test
    void aCallThatHasLastedAsLongAsItMayIsEnded() {
        ring(new CountedCharge(Optional.of(Duration.ofHours(4))), wave(PHONE));
        on(0, new SipLegEvent.Answered(SDP));

        for (int minute = 0; minute < 239; minute++) {
            aMinutePasses();
        }
        assertThat(told(0)).isEmpty();
        aMinutePasses();
        assertThat(told(0)).containsExactly("hang up");
        assertEnded(EndReason.TOLL_LIMIT, 200, "released");
    }

    @Test
    void aCallThatIsOverIsNotHeldForAsLongAsItMightHaveLasted() {
        ring(new CountedCharge(Optional.of(Duration.ofHours(4))), wave(PHONE));
        on(0, new SipLegEvent.Answered(SDP));
        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "bye"));

        aMinutePasses();
        assertThat(world.timers).isEmpty();
    }

    private void aMinutePasses() {
        List<Runnable> due = List.copyOf(world.timers);
        world.timers.clear();
        due.forEach(Runnable::run);
    }

    /** Writes down what it is told. */
    private static final class CountedCharge implements Charge {
        final List<String> told = new ArrayList<>();
        private final Optional<Duration> longest;

        CountedCharge(Optional<Duration> longest) {
            this.longest = longest;
        }

        @Override
        public void begun() {
            told.add("begun");
        }

        @Override
        public void over(String trunk) {
            told.add("over " + trunk);
        }

        @Override
        public Optional<Duration> answered(Instant now) {
            told.add("answered");
            return longest;
        }

        @Override
        public void ended(Instant now) {
            told.add("ended");
        }
    }

    private List<String> told(int branch) {
        return world.branches.get(branch).told;
    }

    private void assertEnded(EndReason reason, int status, String text) {
        CallView ended = world.ended.get(world.ended.size() - 1);
        assertThat(ended.endReason()).isEqualTo(reason);
        assertThat(ended.sipCode()).isEqualTo(status);
        assertThat(ended.endText()).isEqualTo(text);
    }

    private void ring(Wave... waves) {
        ring(Charge.NONE, waves);
    }

    private void ring(Charge charge, Wave... waves) {
        caller = new FakeLeg("caller", event -> {});
        CallPlan plan = new CallPlan.Ring(List.of(waves), callerShown, List.of("because"), charge);
        IncomingInvite invite = new IncomingInvite(
                caller,
                new Origin.Trunk("in"),
                false,
                "+13125550100",
                "+12025550143",
                "",
                Optional.empty(),
                Optional.of("offer"),
                relayed);
        CallServices services = new CallServices(
                world,
                received -> CompletableFuture.completedFuture(plan),
                directory,
                world,
                offer -> FakeWorld.event("IncomingCall", offer.callId()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)),
                10);
        call = Call.placed(invite, "tenant", services, Runnable::run);
        call.start();
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
