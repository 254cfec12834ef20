package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallPlan.Ask;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.CallPlan.Ring;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.CallServices.Patience;
import dev.tandem.call.CallView.State;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.TrunkPeer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallTest {

    private final FakeWorld world = new FakeWorld();
    private final CallDirectory directory = new CallDirectory(1);
    private final FakeLeg caller = new FakeLeg("caller", event -> {});
    private CallPlan plan = ring("carrier");
    private boolean proven;

    @Test
    void anAnsweredCallIsBridgedAndItsRecordWrittenOnceWhenItEnds() {
        Call call = start();
        world.branches.get(0).events.accept(new SipLegEvent.Progress(180, Optional.empty()));
        world.branches.get(0).events.accept(new SipLegEvent.Answered("sdp"));

        assertThat(caller.told).containsExactly("180", "200 with answer");
        assertThat(call.view().state()).isEqualTo(State.CONNECTED);
        assertThat(world.conferencesOpen()).containsExactly(2);

        onCaller(call, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        world.branches.get(0).events.accept(new SipLegEvent.Ended(Cause.LOCAL, 200, "BYE"));

        assertThat(world.branches.get(0).told).containsExactly("hang up");
        assertNothingLeft(EndReason.CALLER_HUNG_UP);
        assertThat(world.ended.get(0).legs()).hasSize(2);
        assertThat(world.ended.get(0).legs().get(0).packetsIn()).isEqualTo(10);
    }

    @Test
    void aRefusedCallLeavesARecordWithTheReasonAndNothingElse() {
        plan = new Refuse(EndReason.NOT_FOUND, 404, "Number not in service", List.of("not ours"));

        Call call = start();

        assertThat(caller.told).containsExactly("404 Number not in service");
        assertNothingLeft(EndReason.NOT_FOUND);
        assertThat(call.trace()).anyMatch(step -> step.what().equals("not ours"));
    }

    @Test
    void aCallerWhoGivesUpStopsTheRinging() {
        Call call = start();

        onCaller(call, new SipLegEvent.Ended(Cause.REMOTE_CANCEL, 487, "CANCEL"));

        assertThat(world.branches.get(0).told).containsExactly("hang up");
        assertNothingLeft(EndReason.CANCELLED);
    }

    @Test
    void mediaThatCannotBeAgreedEndsBothLegsWith488() {
        start();
        world.outcome = new SdpOutcome.Refused(488, "nothing shared");

        world.branches.get(0).events.accept(new SipLegEvent.Answered("sdp"));

        assertThat(world.branches.get(0).told).containsExactly("hang up");
        assertThat(caller.told).containsExactly("488 nothing shared");
        assertNothingLeft(EndReason.MEDIA_FAILED);
    }

    @Test
    void nobodyIsRungForAnOfferThatNobodyCanAnswer() {
        world.refusal = Optional.of(new SdpOutcome.Refused(488, "no crypto suite in common for SRTP"));
        start();
        assertThat(caller.told).containsExactly("488 no crypto suite in common for SRTP");
        assertThat(world.invites).isEmpty();
        assertNothingLeft(EndReason.MEDIA_FAILED);

        plan = new Ask("ivr", "+13125550100", List.of("assigned to ivr"));
        start();
        assertThat(caller.told).last().isEqualTo("488 no crypto suite in common for SRTP");
        assertThat(world.events).extracting(OutboxEvent::type).doesNotContain("IncomingCall");
    }

    @Test
    void anUnreadableOfferIsRefusedWith400AndOneWithoutOurCodecsWith488() {
        world.offered = Optional.empty();
        start();
        assertThat(caller.told).containsExactly("400 Unreadable session description");

        world.offered = Optional.of(new Offered(LegKind.RTP, List.of()));
        start();
        assertThat(caller.told).last().isEqualTo("488 No codec in common");
    }

    @Test
    void mediaLearnsFromWhoSignalsAndTrustsACallerWhoMayBeForgedOnlyWhenOurAnswerIsAcknowledged() {
        Call call = connect();
        assertThat(world.media)
                .allSatisfy(media -> assertThat(media.signalledFrom).isEqualTo(FakeWorld.PEER));
        assertThat(world.media.get(0).confirmed).as("before the ACK").isFalse();

        onCaller(call, new SipLegEvent.Acknowledged(Optional.empty()));
        assertThat(world.media.get(0).confirmed).isTrue();
    }

    @Test
    void aCallerWhoIsProvenNeedsNoAcknowledgement() {
        proven = true;
        start();
        assertThat(world.media.get(0).confirmed).isTrue();
    }

    @Test
    void whoWantsOurOfferGetsAllWeSpeakAndTheirAnswerCounts() {
        Call call = connect();
        onCaller(call, new SipLegEvent.OfferWanted());
        assertThat(caller.told).last().isEqualTo("offer answered with offer [PCMU, PCMA]");

        world.outcome = new SdpOutcome.Agreed("", CodecName.PCMU, Direction.SENDONLY);
        onCaller(call, new SipLegEvent.OfferAnswered("hold"));
        assertThat(call.view().state()).isEqualTo(State.HELD);

        onCaller(call, new SipLegEvent.OfferWanted());
        onCaller(call, new SipLegEvent.OfferRefused(488));
        assertThat(world.media.get(0).withdrawn).isTrue();
        assertThat(call.view().state()).as("as it was").isEqualTo(State.HELD);
    }

    @Test
    void anAnswerToOurOfferThatCannotBeUsedEndsTheCall() {
        Call call = connect();
        onCaller(call, new SipLegEvent.OfferWanted());
        world.outcome = new SdpOutcome.Refused(488, "nothing shared");
        onCaller(call, new SipLegEvent.OfferAnswered("video only"));
        assertNothingLeft(EndReason.MEDIA_FAILED);
    }

    @Test
    void holdShowsInTheCallAndResumeEndsIt() {
        Call call = connect();

        world.outcome = new SdpOutcome.Agreed("held", CodecName.PCMU, Direction.SENDONLY);
        world.branches.get(0).events.accept(new SipLegEvent.OfferReceived("hold"));
        assertThat(call.view().state()).isEqualTo(State.HELD);

        world.outcome = new SdpOutcome.Agreed("back", CodecName.PCMU, Direction.SENDRECV);
        world.branches.get(0).events.accept(new SipLegEvent.OfferReceived("resume"));
        assertThat(call.view().state()).isEqualTo(State.CONNECTED);
        assertThat(world.branches.get(0).told).containsExactly("offer answered with held", "offer answered with back");
    }

    @Test
    void digitsBySignallingGoToTheMediaAndThoseOfTheMediaToSignallingWhereTheLegWantsThat() {
        Call call = connect();
        onCaller(call, new SipLegEvent.DigitReceived('5', 160));
        assertThat(world.media.get(0).digits).hasToString("5");

        world.media.get(1).events.accept(new MediaEvent.DigitToSend('7', 120));
        assertThat(world.branches.get(0).told).contains("INFO 7 120");
    }

    @Test
    void aNewOfferThatCannotBeAgreedIsRefusedAndTheCallGoesOn() {
        Call call = connect();
        world.outcome = new SdpOutcome.Refused(488, "nothing shared");

        onCaller(call, new SipLegEvent.OfferReceived("video only"));

        assertThat(caller.told).last().isEqualTo("offer refused with 488");
        assertThat(call.view().state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void aCallInWhichOneTalksGoesOnAndOneInWhichNobodyDoesEnds() {
        Call call = connect();
        MediaEvent silent = new MediaEvent.Silent("no RTP for 30 s");
        world.media.get(0).events.accept(silent);
        assertThat(call.view().state()).as("the callee talks").isEqualTo(State.CONNECTED);
        world.media.get(0).events.accept(new MediaEvent.HeardAgain());
        world.media.get(1).events.accept(silent);
        assertThat(call.view().state()).as("the caller talks again").isEqualTo(State.CONNECTED);

        world.media.get(0).events.accept(silent);
        assertThat(caller.told).last().isEqualTo("hang up");
        assertThat(world.branches.get(0).told).last().isEqualTo("hang up");
        assertNothingLeft(EndReason.MEDIA_LOST);
    }

    @Test
    void aBrowserThatVanishesEndsTheCallWhenNoByeFollows() {
        connect();

        world.media.get(1).events.accept(new MediaEvent.Closed());
        assertThat(world.ended).as("the BYE may be right behind").isEmpty();
        world.timers.forEach(Runnable::run);

        assertThat(caller.told).last().isEqualTo("hang up");
        assertNothingLeft(EndReason.MEDIA_LOST);
    }

    @Test
    void aCallBeyondTheLimitIsRefusedWith503AndStillRecorded() {
        Call first = start();

        start();

        assertThat(caller.told).last().isEqualTo("503 More calls than this machine takes, retry after 5");
        assertThat(directory.size()).isEqualTo(1);
        assertThat(directory.refused()).isEqualTo(1);
        first.end(EndReason.ENDED_BY_API);
        assertThat(directory.size()).isZero();
    }

    @Test
    void whileThereIsNoTimeForOneMoreCallItGets503() {
        AtomicBoolean hasTime = new AtomicBoolean();
        directory.admitWhile(hasTime::get);
        start();
        assertThat(caller.told).containsExactly("503 More calls than this machine takes, retry after 5");
        assertNothingLeft(EndReason.OVERLOAD);

        hasTime.set(true);
        start();
        assertThat(directory.size()).isEqualTo(1);
    }

    @Test
    void withoutAFreeMediaPortTheCallGets503() {
        world.portsLeft = 0;
        start();

        assertThat(caller.told).containsExactly("503 No media port is free, retry after 5");
        assertNothingLeft(EndReason.OVERLOAD);
    }

    @Test
    void anApplicationIsAskedWhileTheCallerHearsRinging() {
        plan = new Ask("ivr", "+13125550100", List.of("assigned to ivr"));

        start();

        assertThat(caller.told).containsExactly("180");
        assertThat(world.events).extracting(OutboxEvent::type).containsExactly("IncomingCall");
    }

    @Test
    void aCallThatNobodySubscribedToIsRefusedAtOnce() {
        plan = new Ask("ivr", "+13125550100", List.of("assigned to ivr"));
        world.subscribers = 0;

        start();

        assertThat(caller.told).containsExactly("180", "480 No application is subscribed");
        assertNothingLeft(EndReason.NO_ANSWER);
    }

    @Test
    void anApplicationThatSaysNothingInTimeLosesTheCall() {
        plan = new Ask("ivr", "+13125550100", List.of("assigned to ivr"));
        Call call = start();

        world.timers.forEach(Runnable::run);

        assertThat(caller.told).containsExactly("180", "480 No application answered");
        assertNothingLeft(EndReason.NO_ANSWER);
        assertThat(decide(call, ring("carrier")))
                .as("a decision that comes too late")
                .isFalse();
    }

    @Test
    void anApplicationRedirectsACallAndTheWaitEndsWithIt() {
        plan = new Ask("ivr", "+13125550100", List.of("assigned to ivr"));
        Call call = start();

        assertThat(decide(call, ring("carrier"))).isTrue();
        world.timers.forEach(Runnable::run);

        assertThat(world.branches).hasSize(1);
        assertThat(world.invites.get(0).diversions())
                .as("whoever is rung instead learns by which number")
                .containsExactly(new Diversion("+13125550100", "deflection"));
        world.branches.get(0).events.accept(new SipLegEvent.Answered("sdp"));
        assertThat(caller.told).containsExactly("180", "200 with answer");
    }

    @Test
    void whoeverListensToACallHearsOfItAndMayKeepIt() {
        Call call = connect();
        List<Participant> left = new ArrayList<>();
        call.listen(new CallListener() {
            @Override
            public void left(Participant participant) {
                left.add(participant);
            }

            @Override
            public boolean keepsOneAlone() {
                return true;
            }
        });

        world.branches.get(0).events.accept(new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));

        assertThat(left).extracting(Participant::id).containsExactly(PartyId.of("4:+13125550100"));
        assertThat(world.conferencesOpen())
                .as("the caller stays where they were")
                .containsExactly(1);
        assertThat(world.mediaOpen()).isEqualTo(1);
        assertThat(caller.told).doesNotContain("hang up");
    }

    private void assertNothingLeft(EndReason reason) {
        assertThat(world.ended).as("one record").hasSize(1);
        assertThat(world.ended.get(0).endReason()).isEqualTo(reason);
        assertThat(world.mediaOpen()).as("media legs").isZero();
        assertThat(world.conferencesOpen()).as("conferences").isEmpty();
        assertThat(directory.size()).as("calls").isZero();
    }

    private static void onCaller(Call call, SipLegEvent event) {
        call.placement().orElseThrow().onCaller(event);
    }

    private static boolean decide(Call call, CallPlan plan) {
        return call.ask(() -> call.placement().orElseThrow().decide(plan))
                .toCompletableFuture()
                .join();
    }

    private Call connect() {
        Call call = start();
        world.branches.get(0).events.accept(new SipLegEvent.Answered("sdp"));
        return call;
    }

    private Call start() {
        IncomingInvite invite = new IncomingInvite(
                caller,
                new Origin.Trunk("in"),
                proven,
                "+13125550100",
                "+12025550143",
                "",
                Optional.empty(),
                Optional.of("offer"));
        CallServices around = new CallServices(
                world,
                received -> CompletableFuture.completedFuture(plan),
                directory,
                world,
                offer -> FakeWorld.event("IncomingCall", offer.callId()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)),
                10);
        Call call = Call.placed(invite, "tenant", around, Runnable::run);
        call.start();
        return call;
    }

    private static CallPlan ring(String trunk) {
        TrunkPeer peer =
                new TrunkPeer(trunk, "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
        Destination destination =
                new Destination(new Target.Trunk(peer, "+15550100"), LegKindName.TRUNK, trunk, List.of(CodecName.PCMU));
        return new Ring(List.of(new Wave(List.of(destination))), "+1", List.of("because"));
    }
}
