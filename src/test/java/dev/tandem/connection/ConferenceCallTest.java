package dev.tandem.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.CallSession;
import dev.tandem.call.CallSession.Patience;
import dev.tandem.call.CallSession.Surroundings;
import dev.tandem.call.CallView.State;
import dev.tandem.call.EndReason;
import dev.tandem.call.FakeWorld;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.call.IncomingCalls;
import dev.tandem.call.LegKindName;
import dev.tandem.connection.ConferenceCalls.Attached;
import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.ConferenceCalls.Means;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.Connection.Parties;
import dev.tandem.connection.Prompts.Prepared;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.PcmSource;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.play.CountryTones;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.record.Recorder;
import dev.tandem.media.record.RecordingFormat;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.trunk.TrunkPeer;
import dev.tandem.streaming.AudioStreams;
import dev.tandem.streaming.DialectName;
import dev.tandem.testkit.Eventually;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application sees of its calls, with SIP and media played by the test. */
class ConferenceCallTest {

    private static final PartyId ANN = PartyId.of("4:+12025550143");
    private static final PartyId BOB = PartyId.of("8:acs:tenant_bob");
    private static final URI CALLBACK = URI.create("https://app.example/events");
    private static final Parties NOBODY =
            new Parties(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final String TYPE = "Microsoft.Communication.";
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final FakeWorld world = new FakeWorld();
    private final CallDirectory directory = new CallDirectory(2);
    private final CallLoops loops = new CallLoops(1);
    private final Reports reports = new Reports(new ObjectMapper(), Clock.systemUTC(), new IncomingCallContexts(KEY));
    private final Surroundings around = new Surroundings(
            world,
            invite -> CompletableFuture.completedFuture(new CallPlan.Ask("ivr", "+13125550100", List.of("because"))),
            directory,
            world,
            reports,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    private Prepared prepared = new Prepared.Playable(new PlaySource.Tone(CountryTones.busy("DE")));
    private final Prompts prompts = source -> CompletableFuture.completedFuture(prepared);
    private final Recorder recorder = new Recorder(1);
    private final AudioStreams streams = streams();
    private final CompletableFuture<List<String>> recorded = new CompletableFuture<>();
    private final RecordingLog recordings = (id, end, channels) -> recorded.complete(channels);
    private final ConferenceCalls calls = new ConferenceCalls(
            around, loops, new Means(reports, prompts, recorder, recordings, streams, Runnable::run), 3);
    private final Connection connection = connection(Connection.Origin.CREATED);

    @AfterEach
    void stop() {
        loops.close();
        recorder.close();
        streams.close();
    }

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
        CallSession offered = (CallSession)
                directory.find(last().path("serverCallId").asText()).orElseThrow();
        world.disk = new CompletableFuture<>();
        CompletableFuture<Boolean> answered = calls.take(offered, connection).toCompletableFuture();
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
        assertThat(directory.views().get(0).state()).isEqualTo(State.CONNECTED);
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
    void aPromptForOneIsHeardByThemAloneAndItsEndIsTold() {
        create(ANN, BOB);
        answer(0);
        answer(1);

        assertThat(media(media -> media.play(asked(), FILE, List.of(ANN), false, false)))
                .isEmpty();
        drain();
        PcmSource whispered = world.conferences.get(0).members.get(0).whispered;
        assertThat(world.conferences.get(0).members.get(1).whispered).isNull();
        hearOut(whispered);

        assertThat(told()).endsWith("PlayStarted", "PlayCompleted");
    }

    @Test
    void aPromptForEverybodyTakesASeatOfItsOwn() {
        create(ANN);
        answer(0);

        media(media -> media.play(asked(), FILE, List.of(), true, false));
        drain();
        assertThat(world.conferences.get(0).members).hasSize(2);
        media(media -> {
            media.cancelAll();
            return Optional.empty();
        });
        drain();
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(told()).endsWith("PlayStarted", "PlayCanceled");
        assertThat(world.conferences.get(0).members).hasSize(1);
    }

    @Test
    void aSecondPlayWaitsForTheFirstUnlessItInterrupts() {
        create(ANN);
        answer(0);

        media(media -> media.play(asked(), FILE, List.of(ANN), true, false));
        media(media -> media.play(asked(), FILE, List.of(ANN), true, false));
        assertThat(told()).filteredOn("PlayStarted"::equals).hasSize(1);
        media(media -> media.play(asked(), FILE, List.of(ANN), true, true));
        drain();

        assertThat(told()).endsWith("PlayStarted", "PlayCanceled", "PlayCanceled", "PlayStarted");
    }

    @Test
    void aPromptThatCannotBeHadFailsAndTheCallGoesOn() {
        create(ANN);
        answer(0);
        prepared = new Prepared.Missing(ResultInformation.of(400, 8536, "no such file"));

        media(media -> media.play(asked(), FILE, List.of(), false, false));
        drain();

        assertThat(told()).last().isEqualTo("PlayFailed");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8536);
        assertThat(last().path("failedPlaySourceIndex").asInt()).isZero();
        assertThat(connection.state()).isEqualTo("connected");
    }

    @Test
    void fourKeysDuringAPromptAreRecognizedAndThePromptStops() {
        create(ANN);
        answer(0);
        DtmfRules rules = new DtmfRules(4, Set.of('#'), true, Duration.ofSeconds(5), Duration.ofSeconds(2));

        media(media -> media.recognize(asked(), FILE, ANN, rules, false));
        drain();
        press(0, "4711");

        assertThat(told()).last().isEqualTo("RecognizeCompleted");
        assertThat(last().path("recognitionType").asText()).isEqualTo("dtmf");
        assertThat(last().at("/dtmfResult/tones")).hasToString("[\"four\",\"seven\",\"one\",\"one\"]");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8531);
    }

    @Test
    void nobodyPressingAKeyInTimeIsAFailureOfTheRecognition() {
        create(ANN);
        answer(0);
        DtmfRules rules = new DtmfRules(4, Set.of(), true, Duration.ofSeconds(5), Duration.ofSeconds(2));
        world.timers.clear();

        media(media -> media.recognize(asked(), List.of(), ANN, rules, false));
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(told()).last().isEqualTo("RecognizeFailed");
        assertThat(last().at("/resultInformation/subCode").asInt()).isEqualTo(8510);
    }

    @Test
    void everyKeyIsToldWhileItIsListenedFor() {
        create(ANN);
        answer(0);

        media(media -> media.startTones(asked(), ANN));
        press(0, "1#");
        assertThat(told()).endsWith("ContinuousDtmfRecognitionToneReceived", "ContinuousDtmfRecognitionToneReceived");
        assertThat(last().path("tone").asText()).isEqualTo("pound");
        assertThat(last().path("sequenceId").asInt()).isEqualTo(2);

        media(media -> media.stopTones(asked(), ANN));
        press(0, "2");
        assertThat(told()).last().isEqualTo("ContinuousDtmfRecognitionStopped");
        assertThat(media(media -> media.stopTones(asked(), ANN))).contains(Refusal.NOT_RUNNING);
    }

    @Test
    void keysAreSentToOneAndToldWhenTheyHaveBeen() {
        create(ANN);
        answer(0);
        world.timers.clear();

        assertThat(media(media -> media.sendTones(asked(), List.of(Tone.ONE, Tone.POUND), ANN)))
                .isEmpty();
        world.timers.forEach(Runnable::run);
        drain();

        assertThat(world.conferences.get(0).members.get(0).pressed).isEqualTo("1#");
        assertThat(told()).last().isEqualTo("SendDtmfTonesCompleted");
    }

    @Test
    void whoIsOnHoldHearsMusicAloneAndComesBack() {
        create(ANN, BOB);
        answer(0);
        answer(1);

        assertThat(media(media -> media.hold(asked(), ANN, FILE))).isEmpty();
        drain();
        FakeMember seat = world.conferences.get(0).members.get(0);
        assertThat(seat.deaf && seat.muted).isTrue();
        assertThat(seat.whispered).isNotNull();
        assertThat(last().at("/participants/0/isOnHold").asBoolean()).isTrue();

        media(media -> media.resume(ANN));
        world.timers.forEach(Runnable::run);
        drain();
        assertThat(seat.deaf || seat.muted).isFalse();
        assertThat(seat.whispered).isNull();
    }

    @Test
    void aRecordingHearsEverybodyInAChannelOfTheirOwnUntilTheCallEnds(@TempDir Path directory) {
        create(ANN, BOB);
        answer(0);
        RecordingTerms terms = new RecordingTerms(
                "rec",
                directory.resolve("rec.wav"),
                new RecordingFormat(RecordingFormat.Container.WAV, 16_000, 2),
                false,
                List.of(BOB),
                false,
                Optional.empty());

        assertThat(tried(call -> call.recording().start(terms))).isEmpty();
        assertThat(tried(call -> call.recording().start(terms))).contains(Refusal.RUNNING);
        answer(1);
        assertThat(world.conferences.get(0).members).allMatch(member -> member.overheard != null);
        assertThat(tried(call -> call.recording().pause("rec"))).isEmpty();
        assertThat(tried(call -> call.recording().resume("rec"))).isEmpty();
        assertThat(tried(call -> call.recording().pause("other"))).contains(Refusal.NOT_RUNNING);
        tried(ConferenceCall::terminate);
        drain();

        assertThat(recorded.join()).containsExactly(BOB.rawId(), ANN.rawId());
        assertThat(told().stream().filter("RecordingStateChanged"::equals)).hasSize(4);
    }

    @Test
    void aStreamThatMayNotBeConnectedFailsAndTheCallGoesOn() {
        StreamTerms terms =
                new StreamTerms(DialectName.ACS, URI.create("wss://127.0.0.1/bot"), 16_000, false, true, true, true);
        Connection streaming =
                new Connection(CALLBACK, Optional.empty(), Connection.Origin.CREATED, NOBODY, Optional.of(terms));
        calls.create("tenant", "+13125550100", streaming, List.of(invitee(ANN)))
                .orElseThrow()
                .toCompletableFuture()
                .join();

        answer(0);
        Eventually.within(Duration.ofSeconds(5), () -> told().contains("MediaStreamingFailed"));

        assertThat(last().at("/mediaStreamingUpdate/mediaStreamingStatusDetails")
                        .asText())
                .isEqualTo("forbidden");
        assertThat(streaming.state()).isEqualTo("connected");
        assertThat(tried(call -> call.streaming().stop(Asked.by(streaming)), streaming))
                .contains(Refusal.NOT_RUNNING);
    }

    private static AudioStreams streams() {
        try {
            return new AudioStreams(
                    new OutboundGuard(List.of()),
                    SslContextBuilder.forClient().build(),
                    Runnable::run,
                    1,
                    AudioStreams.Limits.of(1));
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final List<PromptSource> FILE =
            List.of(new PromptSource.File(URI.create("https://files.example/prompt.wav")));

    private Asked asked() {
        return new Asked(connection, Optional.of("ctx"), Optional.empty());
    }

    private Optional<Refusal> media(Function<MediaOperations, Optional<Refusal>> operation) {
        return tried(call -> call.media(connection, operation));
    }

    private void press(int branch, String digits) {
        digits.chars().forEach(digit -> world.media.get(branch).events.accept(new MediaEvent.Digit((char) digit, 100)));
        drain();
    }

    /** Listens to the end; the tone is a second long. */
    private void hearOut(PcmSource source) {
        for (int frame = 0; frame < 60; frame++) {
            source.speak(new short[320]);
        }
        drain();
    }

    @Test
    void anOfferedCallIsAnsweredIntoAConference() {
        FakeLeg caller = new FakeLeg("caller", event -> {});
        Consumer<SipLegEvent> events = call(caller);
        Connection answering = connection(Connection.Origin.ANSWERED);

        CallSession offered = (CallSession)
                directory.find(last().path("serverCallId").asText()).orElseThrow();
        assertThat(calls.take(offered, answering).toCompletableFuture().join()).isTrue();
        assertThat(calls.take(offered, answering).toCompletableFuture().join())
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

    private Consumer<SipLegEvent> call(FakeLeg caller) {
        IncomingInvite invite = new IncomingInvite(
                caller,
                new Origin.Trunk("in"),
                "+13125550100",
                "+12025550143",
                "Ann",
                Optional.empty(),
                Optional.of("offer"));
        Consumer<SipLegEvent> events = new IncomingCalls(around, loops, "tenant").onInvite(invite);
        drain();
        return events;
    }

    private void create(PartyId... parties) {
        List<Invitee> invitees =
                Arrays.stream(parties).map(ConferenceCallTest::invitee).toList();
        calls.create("tenant", "+13125550100", connection, invitees)
                .orElseThrow()
                .toCompletableFuture()
                .join();
    }

    private static Invitee invitee(PartyId party) {
        TrunkPeer peer =
                new TrunkPeer("trunk", "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
        Destination destination = new Destination(
                new Target.Trunk(peer, party.value()), LegKindName.TRUNK, "trunk", List.of(CodecName.PCMU));
        CallPlan plan = new CallPlan.Ring(List.of(new Wave(List.of(destination))), "+1", List.of("because"));
        return new Invitee(party, plan, "+13125550100", "", Duration.ofSeconds(60));
    }

    private static Connection connection(Connection.Origin origin) {
        return new Connection(CALLBACK, Optional.empty(), origin, NOBODY, Optional.empty());
    }

    private Optional<Refusal> tried(Function<ConferenceCall, Optional<Refusal>> question) {
        return tried(question, connection);
    }

    private Optional<Refusal> tried(Function<ConferenceCall, Optional<Refusal>> question, Connection by) {
        Attached attached = calls.find("tenant", by.id()).orElseThrow();
        return attached.call().ask(question).toCompletableFuture().join();
    }

    private void answer(int branch) {
        on(branch, new SipLegEvent.Answered("sdp"));
    }

    private void on(int branch, SipLegEvent event) {
        world.branches.get(branch).events.accept(event);
        drain();
    }

    /** Everything that was handed to the loop before has happened when this returns. */
    private void drain() {
        CompletableFuture.runAsync(() -> {}, loops.loopFor("any")).join();
        CompletableFuture.runAsync(() -> {}, loops.loopFor("any")).join();
    }

    private List<String> told() {
        return world.events.stream()
                .map(event -> event.type().substring(TYPE.length()))
                .toList();
    }

    private JsonNode last() {
        return data(world.events.get(world.events.size() - 1).data());
    }

    private static JsonNode data(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private void assertNothingLeft(EndReason reason) {
        assertThat(world.ended).as("one record").hasSize(1);
        assertThat(world.ended.get(0).endReason()).isEqualTo(reason);
        assertThat(world.mediaOpen()).as("media legs").isZero();
        assertThat(world.conferences.stream().allMatch(conference -> conference.closed))
                .as("conferences")
                .isTrue();
        assertThat(directory.size()).as("calls").isZero();
        assertThat(calls.size()).as("connections").isZero();
    }
}
