package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.IncomingCallContexts;
import dev.tandem.call.Call;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallView.State;
import dev.tandem.call.EndReason;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.call.IncomingCalls;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.media.record.RecordingFormat;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application is told of who comes and goes, with SIP and media played by the test. */
class CallAutomationTest extends CallStage {

    @Test
    void anApplicationIsPromisedACallOnlyWhenACrashCannotMakeItUnheardOf() {
        world.disk = new CompletableFuture<>();
        CompletableFuture<?> created = calls.create("tenant", "+13125550100", connection, List.of(invitee(ANN)))
                .orElseThrow()
                .toCompletableFuture();
        drain();
        assertThat(world.branches).hasSize(1);
        assertThat(created).as("its attachment is not written yet").isNotDone();

        world.disk.complete(0);
        assertThat(created).isCompleted();
    }

    @Test
    void anApplicationThatAnswersHearsOfItOnlyWhenThatIsKept() {
        call(new FakeLeg("caller", event -> {}));
        Call offered =
                directory.find("tenant", last().path("serverCallId").asText()).orElseThrow();
        world.disk = new CompletableFuture<>();
        CompletableFuture<Boolean> answered = calls.answer(offered, connection).toCompletableFuture();
        drain();
        assertThat(calls.size()).isOne();
        assertThat(answered).isNotDone();

        world.disk.complete(0);
        assertThat(answered).isCompletedWithValue(true);
    }

    @Test
    void aCreatedCallTellsThatItIsConnectedAndWhoIsInIt() {
        create(ANN);
        assertThat(connection.state()).isEqualTo("connecting");

        answer(0);

        assertThat(told()).containsExactly("CallConnected", "ParticipantsUpdated");
        assertThat(last().at("/participants/0/identifier/phoneNumber/value").asText())
                .isEqualTo("+12025550143");
        assertThat(connection.state()).isEqualTo("connected");
        assertThat(directory.views("tenant").get(0).state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void aCallThatComesAboutAfterItsClientWasToldOtherwiseRingsNobody() {
        CountDownLatch busy = new CountDownLatch(1);
        loops.loopFor("any").execute(() -> await(busy));
        var created = calls.create("tenant", "+13125550100", connection, List.of(invitee(ANN)))
                .orElseThrow();
        created.thenAccept(CallAutomation::abandon);

        busy.countDown();
        created.toCompletableFuture().join();
        drain();

        assertThat(world.branches.get(0).told).containsExactly("hang up");
        assertThat(told()).containsExactly("CreateCallFailed", "CallDisconnected");
        assertNothingLeft(EndReason.OVERLOAD);
    }

    @Test
    void aCallThatCannotEvenBeginIsNotLeftUp() {
        CallPlan unusable = new CallPlan.Ring(List.of(), "+1", List.of());
        Invitee nobody = new Invitee(ANN, unusable, "+13125550100", "", Duration.ofSeconds(60), false);

        var created = calls.create("tenant", "+13125550100", connection, List.of(nobody))
                .orElseThrow();

        assertThat(created.toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
        drain();
        assertThat(directory.size()).as("calls").isZero();
        assertThat(calls.size()).as("connections").isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCallThatIsNotAnsweredFailsWithTheSipStatusOfTheFarEnd() {
        create(ANN);

        on(0, new SipLegEvent.Rejected(486, "Busy Here"));

        assertThat(told()).containsExactly("CreateCallFailed", "CallDisconnected");
        assertThat(last().at("/resultInformation/code").asInt()).isEqualTo(486);
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(560_486);
        assertNothingLeft(EndReason.BUSY);
    }

    @Test
    void aGroupCallGoesOnWithWhoeverAnswers() {
        create(ANN, BOB);

        on(0, new SipLegEvent.Rejected(486, "Busy Here"));
        answer(1);

        assertThat(told()).containsExactly("CallConnected", "ParticipantsUpdated");
        assertThat(last().at("/participants")).hasSize(1);
    }

    @Test
    void whenTheLastParticipantHangsUpTheCallEndsAndIsRecordedOnce() {
        create(ANN);
        answer(0);

        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));

        assertThat(told()).last().isEqualTo("CallDisconnected");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(560_000);
        assertThat(calls.find("tenant", connection.id())).isEmpty();
        assertNothingLeft(EndReason.CALLEE_HUNG_UP);
    }

    @Test
    void anApplicationThatLeavesTwoPartiesLeavesThemTalking() {
        create(ANN, BOB);
        answer(0);
        answer(1);

        assertThat(tried(call -> call.leave(connection))).isEmpty();

        assertThat(told()).last().isEqualTo("CallDisconnected");
        assertThat(world.ended).isEmpty();
        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        assertThat(world.branches.get(1).told).containsExactly("hang up");
        assertNothingLeft(EndReason.CALLEE_HUNG_UP);
    }

    @Test
    void addingSomebodyIsToldWithTheContextAndWhereItWasAskedFor() {
        create(ANN);
        answer(0);
        URI elsewhere = URI.create("https://app.example/added");
        Asked asked = new Asked(connection, Optional.of("ctx"), Optional.of(elsewhere));

        assertThat(tried(call -> call.participants().add(invitee(BOB), asked, "inv")))
                .isEmpty();
        assertThat(tried(call -> call.participants().add(invitee(BOB), asked, "inv2")))
                .contains(Refusal.ALREADY_IN);
        answer(1);

        assertThat(told()).endsWith("AddParticipantSucceeded", "ParticipantsUpdated");
        var added = world.events.get(world.events.size() - 2);
        assertThat(added.destination()).hasToString("Callback[uri=https://app.example/added]");
        assertThat(data(added.data()).path("operationContext").asText()).isEqualTo("ctx");
        assertThat(data(added.data()).at("/participant/rawId").asText()).isEqualTo(BOB.rawId());
    }

    @Test
    void anInvitationCanBeTakenBack() {
        create(ANN);
        answer(0);
        Asked asked = new Asked(connection, Optional.empty(), Optional.empty());
        tried(call -> call.participants().add(invitee(BOB), asked, "inv"));

        assertThat(tried(call -> call.participants().cancelInvitation("nope", asked)))
                .contains(Refusal.UNKNOWN_INVITATION);
        assertThat(tried(call -> call.participants().cancelInvitation("inv", asked)))
                .isEmpty();

        assertThat(world.branches.get(1).told).containsExactly("hang up");
        assertThat(told()).last().isEqualTo("CancelAddParticipantSucceeded");
        assertThat(last().path("invitationId").asText()).isEqualTo("inv");
    }

    @Test
    void aCallHasNoMoreParticipantsThanAllowed() {
        create(ANN, BOB, PartyId.of("8:acs:tenant_cy"));
        answer(0);
        Asked asked = new Asked(connection, Optional.empty(), Optional.empty());

        assertThat(tried(call -> call.participants().add(invitee(PartyId.of("8:acs:tenant_di")), asked, "inv")))
                .contains(Refusal.FULL);
    }

    @Test
    void removingAndMutingNeedSomebodyWhoIsIn() {
        create(ANN);
        answer(0);
        Asked asked = new Asked(connection, Optional.empty(), Optional.empty());

        assertThat(tried(call -> call.participants().remove(BOB, asked))).contains(Refusal.UNKNOWN_PARTICIPANT);
        assertThat(tried(call -> call.participants().mute(List.of(ANN, BOB)))).contains(Refusal.UNKNOWN_PARTICIPANT);
        assertThat(tried(call -> call.participants().mute(List.of(ANN)))).isEmpty();

        assertThat(world.conferences.get(0).members.get(0).muted).isTrue();
        assertThat(last().at("/participants/0/isMuted").asBoolean()).isTrue();
    }

    @Test
    void aTransferIsAcceptedWhenTheTargetAnswersAndTheTwoGoOnAlone() {
        create(ANN);
        answer(0);
        Asked asked = new Asked(connection, Optional.of("ctx"), Optional.empty());

        assertThat(tried(call -> call.participants().transfer(invitee(BOB), Optional.empty(), asked)))
                .isEmpty();
        assertThat(connection.state()).isEqualTo("transferring");
        answer(1);

        assertThat(told()).endsWith("CallTransferAccepted", "CallDisconnected");
        assertThat(world.ended).isEmpty();
        assertThat(world.conferences.get(0).members).hasSize(2);
        on(1, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        assertNothingLeft(EndReason.CALLEE_HUNG_UP);
    }

    @Test
    void aTransferThatFailsLeavesTheCallAsItWas() {
        create(ANN);
        answer(0);
        Asked asked = new Asked(connection, Optional.of("ctx"), Optional.empty());
        tried(call -> call.participants().transfer(invitee(BOB), Optional.empty(), asked));

        on(1, new SipLegEvent.Rejected(603, "Decline"));

        assertThat(told()).last().isEqualTo("CallTransferFailed");
        assertThat(last().path("operationContext").asText()).isEqualTo("ctx");
        assertThat(connection.state()).isEqualTo("connected");
    }

    @Test
    void anOfferedCallIsAnsweredIntoAConference() {
        FakeLeg caller = new FakeLeg("caller", event -> {});
        Consumer<SipLegEvent> events = call(caller);
        Connection answering = connection(Connection.Origin.ANSWERED);

        Call offered =
                directory.find("tenant", last().path("serverCallId").asText()).orElseThrow();
        assertThat(calls.answer(offered, answering).toCompletableFuture().join())
                .isTrue();
        assertThat(calls.answer(offered, answering).toCompletableFuture().join())
                .as("answered twice")
                .isFalse();

        assertThat(caller.told).containsExactly("180", "200 with answer");
        assertThat(told()).containsExactly("IncomingCall", "CallConnected", "ParticipantsUpdated");
        assertThat(directory.size()).isEqualTo(1);
        events.accept(new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        drain();
        assertThat(told()).last().isEqualTo("CallDisconnected");
        assertNothingLeft(EndReason.CALLER_HUNG_UP);
    }

    @Test
    void theContextOfAnOfferIsTakenBackFromItsTenantAlone() {
        call(new FakeLeg("caller", event -> {}));
        String context = last().path("incomingCallContext").asText();
        IncomingCallContexts contexts = new IncomingCallContexts(KEY);

        assertThat(contexts.callId("tenant", context))
                .contains(last().path("serverCallId").asText());
        assertThat(contexts.callId("other", context)).isEmpty();
        assertThat(contexts.callId("tenant", context.substring(1))).isEmpty();
        assertThat(contexts.callId("tenant", "%.%")).isEmpty();
    }

    @Test
    void anApplicationThatAttachesToTwoWhoTalkMovesNeitherOfThem() {
        FakeLeg caller = new FakeLeg("caller", event -> {});
        Call call = twoWhoTalk(caller);
        List<FakeMember> seats = List.copyOf(world.conferences.get(0).members);
        Connection attached = connection(Connection.Origin.ATTACHED);

        assertThat(calls.connect(call, attached).toCompletableFuture().join()).isEmpty();

        assertThat(told()).endsWith("CallConnected", "ParticipantsUpdated");
        assertThat(last().at("/participants")).hasSize(2);
        assertThat(world.conferences).as("where they were").hasSize(1);
        assertThat(world.conferences.get(0).members).containsExactlyElementsOf(seats);
        assertThat(world.mediaOpen()).as("legs stay open").isEqualTo(2);
        assertThat(caller.told).containsExactly("180", "200 with answer");
        tried(automation -> automation.leave(attached), attached);
        assertThat(world.conferences.get(0).members).containsExactlyElementsOf(seats);
        assertThat(world.ended).isEmpty();
    }

    @Test
    void aThirdJoinsTwoWhoTalkWithoutMovingThem() {
        Call call = twoWhoTalk(new FakeLeg("caller", event -> {}));
        List<FakeMember> seats = List.copyOf(world.conferences.get(0).members);
        calls.connect(call, connection).toCompletableFuture().join();

        assertThat(tried(automation -> automation.participants().add(invitee(BOB), asked(), "inv")))
                .isEmpty();
        answer(1);

        assertThat(told()).endsWith("AddParticipantSucceeded", "ParticipantsUpdated");
        assertThat(world.conferences.get(0).members).hasSize(3).startsWith(seats.toArray(FakeMember[]::new));
        on(1, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        assertThat(world.conferences.get(0).members).containsExactlyElementsOf(seats);
    }

    @Test
    void twoWhoTalkAreRecordedWithoutAnyApplication(@TempDir Path directory) {
        Call call = twoWhoTalk(new FakeLeg("caller", event -> {}));
        RecordingTerms terms = new RecordingTerms(
                "rec",
                directory.resolve("rec.wav"),
                new RecordingFormat(RecordingFormat.Container.WAV, 16_000, 2),
                false,
                List.of(),
                false,
                Optional.empty());

        assertThat(calls.ask(call, automation -> automation.recording().start(terms))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(world.conferences.get(0).members).allMatch(member -> member.overheard != null);
        calls.ask(call, automation -> automation.recording().stop("rec"))
                .toCompletableFuture()
                .join();

        assertThat(recorded.join()).containsExactly("4:+12025550143", "4:+13125550100");
        assertThat(world.conferences.get(0).members).allMatch(member -> member.overheard == null);
        assertThat(world.ended).isEmpty();
    }

    @Test
    void whileTheCalleeRingsNobodyCanBeAttached() {
        Call call = ringing(new FakeLeg("caller", event -> {}));

        assertThat(calls.connect(call, connection).toCompletableFuture().join()).contains(Refusal.NOT_CONNECTED);
        assertThat(calls.size()).isZero();
    }

    private Call twoWhoTalk(FakeLeg caller) {
        Call call = ringing(caller);
        answer(0);
        return call;
    }

    /** A call that its application redirected to somebody who rings now. */
    private Call ringing(FakeLeg caller) {
        call(caller);
        Call call =
                directory.find("tenant", last().path("serverCallId").asText()).orElseThrow();
        CallPlan plan = invitee(PartyId.of("4:+13125550100")).plan();
        call.ask(() -> call.placement().orElseThrow().decide(plan))
                .toCompletableFuture()
                .join();
        return call;
    }

    private Consumer<SipLegEvent> call(FakeLeg caller) {
        IncomingInvite invite = new IncomingInvite(
                caller,
                new Origin.Trunk("in"),
                false,
                "+13125550100",
                "+12025550143",
                "Ann",
                Optional.empty(),
                Optional.of("offer"));
        Consumer<SipLegEvent> events = new IncomingCalls(services, loops, "tenant").onInvite(invite);
        drain();
        return events;
    }
}
