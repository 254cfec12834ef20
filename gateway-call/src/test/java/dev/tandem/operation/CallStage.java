package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.Connection.Parties;
import dev.tandem.application.IncomingCallContexts;
import dev.tandem.application.Reports;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.CallServices;
import dev.tandem.call.CallServices.Patience;
import dev.tandem.call.EndReason;
import dev.tandem.call.FakeWorld;
import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.call.LegKindName;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.PcmSink;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.ToneCadence;
import dev.tandem.media.record.Recorder;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.operation.Choices.Choice;
import dev.tandem.operation.Prompts.Prepared;
import dev.tandem.operation.RecognitionRules.Input;
import dev.tandem.operation.RecognitionRules.SpeechRules;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.streaming.AudioStreams;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;

/** Calls under an application's control, with SIP and media played by the test that extends it. */
class CallStage {

    static final PartyId ANN = PartyId.of("4:+12025550143");
    static final PartyId BOB = PartyId.of("8:acs:tenant_bob");
    static final URI CALLBACK = URI.create("https://app.example/events");
    static final Parties NOBODY =
            new Parties(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    static final String TYPE = "Microsoft.Communication.";
    static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Random noise = new Random(1);
    final FakeWorld world = new FakeWorld();
    final CallDirectory directory = new CallDirectory(2);
    final CallLoops loops = new CallLoops(1);
    final Reports reports = new Reports(new ObjectMapper(), Clock.systemUTC(), new IncomingCallContexts(KEY));
    final CallServices services = new CallServices(
            world,
            invite -> CompletableFuture.completedFuture(new CallPlan.Ask("ivr", "+13125550100", List.of("because"))),
            directory,
            world,
            reports,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)),
            3);
    Prepared prepared = new Prepared.Playable(new PlaySource.Tone(ToneCadence.of("425/480 0/480")));
    final Prompts prompts = source -> CompletableFuture.completedFuture(prepared);
    final FakeSpeech speech = new FakeSpeech();
    final Recorder recorder = new Recorder(1);
    final AudioStreams streams = streams();
    final CompletableFuture<List<String>> recorded = new CompletableFuture<>();
    final RecordingLog recordings = (id, end, channels) -> recorded.complete(channels);
    final CallAutomations calls = new CallAutomations(
            services,
            loops,
            reports,
            new OperationServices(
                    prompts,
                    speech,
                    number -> Optional.of(number.startsWith("+44") ? "GB" : "US"),
                    recorder,
                    recordings,
                    streams,
                    Runnable::run));
    final Connection connection = connection(Connection.Origin.CREATED);

    @AfterEach
    void stop() {
        loops.close();
        recorder.close();
        streams.close();
    }

    static AudioStreams streams() {
        try {
            return new AudioStreams(
                    new OutboundGuard(List.of()),
                    SslContextBuilder.forClient().build(),
                    Runnable::run,
                    1,
                    AudioStreams.Limits.of(1),
                    Clock.systemUTC());
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A provider that hears what it is given when the test says what that was. */
    static final class FakeSpeech implements Speech {
        final List<byte[]> asked = new CopyOnWriteArrayList<>();
        CompletableFuture<Heard> answer = new CompletableFuture<>();
        boolean listens = true;

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean listens() {
            return listens;
        }

        @Override
        public CompletionStage<Spoken> say(Utterance utterance) {
            throw new UnsupportedOperationException("prompts are prepared by the stage");
        }

        @Override
        public CompletionStage<Heard> listen(byte[] wav, Optional<String> locale) {
            asked.add(wav);
            return answer;
        }
    }

    /** Rules as most applications have them. */
    static RecognitionRules rules(Input input) {
        return new RecognitionRules(
                input,
                true,
                Duration.ofSeconds(5),
                new DtmfRules(4, Set.of('#'), Duration.ofSeconds(2)),
                new SpeechRules(Optional.of("en-US"), Duration.ofMillis(500)),
                new Choices(List.of(
                        new Choice("yes", List.of("Yes", "Of course"), Optional.of(Tone.ONE)),
                        new Choice("no", List.of("No"), Optional.of(Tone.TWO)))));
    }

    static final List<PromptSource> FILE =
            List.of(new PromptSource.File(URI.create("https://files.example/prompt.wav")));

    static final int TALK = 8_000;
    static final int QUIET = 10;

    /** The seat of somebody who was called and answered. */
    FakeMember seated(PartyId party) {
        create(party);
        answer(0);
        return member(0);
    }

    FakeMember member(int index) {
        return world.conferences.get(0).members.get(index);
    }

    /** What a participant says, as loud as that, reaches whoever overhears them. */
    void say(FakeMember participant, int millis, int loudness) {
        hear(participant, millis, sample -> loudness * noise.nextGaussian() / 3);
    }

    /** The same for a tone. */
    void beep(FakeMember participant, int millis, int hertz) {
        int rateHz = Objects.requireNonNull(participant.overheard).sampleRateHz();
        hear(participant, millis, sample -> 8_000 * Math.sin(2 * Math.PI * hertz * sample / rateHz));
    }

    private void hear(FakeMember participant, int millis, IntToDoubleFunction sampleOf) {
        PcmSink ear = Objects.requireNonNull(participant.overheard, "somebody listens");
        short[] frame = new short[ear.sampleRateHz() / 50];
        for (int at = 0; at < millis * ear.sampleRateHz() / 1_000; at += frame.length) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) sampleOf.applyAsDouble(at + i);
            }
            ear.hear(frame);
        }
        drain();
    }

    /** The time has come for everything that waits. */
    void runTimers() {
        List.copyOf(world.timers).forEach(Runnable::run);
        drain();
    }

    Asked asked() {
        return new Asked(connection, Optional.of("ctx"), Optional.empty());
    }

    Optional<Refusal> media(Function<MediaOperations, Optional<Refusal>> operation) {
        return tried(call -> call.media(connection, operation));
    }

    void press(int branch, String digits) {
        digits.chars().forEach(digit -> world.media.get(branch).events.accept(new MediaEvent.Digit((char) digit, 100)));
        drain();
    }

    void create(PartyId... parties) {
        List<Invitee> invitees = Arrays.stream(parties).map(CallStage::invitee).toList();
        calls.create("tenant", "+13125550100", connection, invitees)
                .orElseThrow()
                .toCompletableFuture()
                .join();
    }

    static Invitee invitee(PartyId party) {
        return invitee(party, false);
    }

    static Invitee invitee(PartyId party, boolean detectsMachine) {
        TrunkPeer peer =
                new TrunkPeer("trunk", "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
        Destination destination = new Destination(
                new Target.Trunk(peer, party.value()), LegKindName.TRUNK, "trunk", List.of(CodecName.PCMU));
        CallPlan plan = new CallPlan.Ring(List.of(new Wave(List.of(destination))), "+1", List.of("because"));
        return new Invitee(party, plan, "+13125550100", "", Duration.ofSeconds(60), detectsMachine);
    }

    static Connection connection(Connection.Origin origin) {
        return new Connection(CALLBACK, Optional.empty(), origin, NOBODY, Optional.empty());
    }

    Optional<Refusal> tried(Function<CallAutomation, Optional<Refusal>> question) {
        return tried(question, connection);
    }

    Optional<Refusal> tried(Function<CallAutomation, Optional<Refusal>> question, Connection by) {
        Attached attached = calls.find("tenant", by.id()).orElseThrow();
        return attached.automation().ask(question).toCompletableFuture().join();
    }

    void answer(int branch) {
        on(branch, new SipLegEvent.Answered("sdp"));
    }

    void on(int branch, SipLegEvent event) {
        world.branches.get(branch).events.accept(event);
        drain();
    }

    /** Everything that was handed to the loop before has happened when this returns. */
    void drain() {
        CompletableFuture.runAsync(() -> {}, loops.loopFor("any")).join();
        CompletableFuture.runAsync(() -> {}, loops.loopFor("any")).join();
    }

    List<String> told() {
        return world.events.stream()
                .map(event -> event.type().replace(TYPE, ""))
                .toList();
    }

    JsonNode last() {
        return data(world.events.get(world.events.size() - 1).data());
    }

    static JsonNode data(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    void assertNothingLeft(EndReason reason) {
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
