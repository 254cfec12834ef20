package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.IncomingCallContexts;
import dev.tandem.application.Reports;
import dev.tandem.call.Call;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallPorts;
import dev.tandem.call.CallServices;
import dev.tandem.call.CallServices.Patience;
import dev.tandem.call.FakeWorld;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.call.IncomingCalls;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.engine.SdpInspection;
import dev.tandem.media.record.Recorder;
import dev.tandem.media.record.RecordingFormat;
import dev.tandem.operation.RtpPhone.Received;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.streaming.AudioStreams;
import dev.tandem.testkit.Eventually;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two telephones that talk over real sockets while applications, a recording and a third come and go: the voice of the two
 * goes on without a lost packet, a new SSRC or a gap.
 */
class TwoWhoTalkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What is as loud as that is the other's tone: 8,000 less what the mixer's limiter may take. */
    private static final int LOUD = 2_000;

    /** 40 ms. */
    private static final int GAP_PACKETS_MAX = 2;

    private final MediaEngine engine = new MediaEngine(
            new MediaSettings(InetAddress.getLoopbackAddress(), Optional.empty(), 36_000, 36_098, 0, 2));
    private final FakeWorld log = new FakeWorld();
    private final List<FakeLeg> invited = new CopyOnWriteArrayList<>();
    private final List<OutgoingInvite> invites = new CopyOnWriteArrayList<>();
    private final CallDirectory directory = new CallDirectory(2);
    private final CallLoops loops = new CallLoops(1);
    private final Recorder recorder = new Recorder(1);
    private final AudioStreams streams = CallStage.streams();
    private final Reports reports =
            new Reports(new ObjectMapper(), Clock.systemUTC(), new IncomingCallContexts(CallStage.KEY));
    private final CallServices services = new CallServices(
            new EnginePorts(),
            invite -> CompletableFuture.completedFuture(
                    CallStage.invitee(PartyId.of("4:+13125550100")).plan()),
            directory,
            log,
            reports,
            Clock.systemUTC(),
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)),
            5);
    private final CallAutomations automations = new CallAutomations(
            services,
            loops,
            reports,
            new OperationServices(
                    source -> new CompletableFuture<>(),
                    new CallStage.FakeSpeech(),
                    number -> Optional.empty(),
                    recorder,
                    (id, end, channels) -> {},
                    streams,
                    Runnable::run));
    private final FakeLeg caller = new FakeLeg("caller", event -> {});
    private final RtpPhone ann = new RtpPhone(440);
    private final RtpPhone bob = new RtpPhone(700);
    private final RtpPhone cy = new RtpPhone(1_000);
    private Call call;

    /** The engine's media, and SIP legs that the test plays. */
    private final class EnginePorts implements CallPorts {
        @Override
        public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
            FakeLeg leg = new FakeLeg("branch", events);
            invites.add(invite);
            invited.add(leg);
            return leg;
        }

        @Override
        public MediaLeg mediaLeg(LegKind kind, Optional<String> trunk, Consumer<MediaEvent> events) {
            return engine.leg(kind, events);
        }

        @Override
        public List<CodecName> codecs(String trunk) {
            return List.of(CodecName.PCMU);
        }

        @Override
        public Conference conference() {
            return engine.conference();
        }

        @Override
        public Optional<Offered> inspect(String offer) {
            return SdpInspection.inspect(offer);
        }

        @Override
        public void later(Duration delay, Runnable task) {}
    }

    @BeforeEach
    void annCallsBob() {
        engine.start();
        IncomingInvite invite = new IncomingInvite(
                caller,
                new Origin.Trunk("in"),
                false,
                "+13125550100",
                "+12025550143",
                "Ann",
                Optional.empty(),
                Optional.of(ann.sdp()));
        new IncomingCalls(services, loops, "tenant").onInvite(invite);
        answers(bob, 0);
        Eventually.within(PATIENCE, () -> caller.told.stream().anyMatch(told -> told.startsWith("200 with ")));
        ann.talkTo(caller.told.get(caller.told.size() - 1));
        call = directory.all().get(0);
        bothHearMore();
    }

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        cy.close();
        engine.close();
        loops.close();
        recorder.close();
        streams.close();
    }

    @Test
    void nothingIsLostWhileAnApplicationAttachesAndLeaves() {
        Connection connection = CallStage.connection(Connection.Origin.ATTACHED);
        assertThat(automations.connect(call, connection).toCompletableFuture().join())
                .isEmpty();
        bothHearMore();
        asked(automation -> automation.leave(connection));
        bothHearMore();

        assertVoiceWentOn();
    }

    @Test
    void nothingIsLostWhileTheCallIsRecorded(@TempDir Path directory) {
        for (boolean mixed : new boolean[] {true, false}) {
            String id = mixed ? "mixed" : "unmixed";
            RecordingTerms terms = new RecordingTerms(
                    id,
                    directory.resolve(id + ".wav"),
                    new RecordingFormat(RecordingFormat.Container.WAV, 16_000, mixed ? 1 : 2),
                    mixed,
                    List.of(),
                    false,
                    Optional.empty());
            asked(automation -> automation.recording().start(terms));
            bothHearMore();
            asked(automation -> automation.recording().stop(id));
            bothHearMore();
        }

        assertVoiceWentOn();
        assertThat(directory.resolve("mixed.wav")).isNotEmptyFile();
    }

    @Test
    void nothingIsLostWhileAThirdComesAndGoes() {
        Connection connection = CallStage.connection(Connection.Origin.ATTACHED);
        automations.connect(call, connection).toCompletableFuture().join();
        asked(automation -> automation
                .participants()
                .add(CallStage.invitee(CallStage.BOB), new Asked(connection, Optional.empty(), Optional.empty()), "i"));
        answers(cy, 1);
        Eventually.within(PATIENCE, () -> call.roster().present().size() == 3);
        bothHearMore();
        invited.get(1).events.accept(new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));
        Eventually.within(PATIENCE, () -> call.roster().present().size() == 2);
        bothHearMore();

        assertVoiceWentOn();
        assertThat(cy.received()).as("the third was heard with").anyMatch(packet -> packet.peak() > LOUD);
    }

    private void answers(RtpPhone phone, int branch) {
        Eventually.within(PATIENCE, () -> invited.size() > branch);
        phone.talkTo(invites.get(branch).offer());
        invited.get(branch).events.accept(new SipLegEvent.Answered(phone.sdp()));
    }

    private void asked(Function<CallAutomation, Optional<Refusal>> question) {
        assertThat(automations.ask(call, question).toCompletableFuture().join()).isEmpty();
    }

    /** Half a second more of each other's voice. */
    private void bothHearMore() {
        int annHeard = ann.received().size();
        int bobHeard = bob.received().size();
        Eventually.within(
                PATIENCE,
                () -> ann.received().size() > annHeard + 25 && bob.received().size() > bobHeard + 25);
    }

    private void assertVoiceWentOn() {
        // A machine that stands still keeps the phones from talking, too: that is no gap of ours.
        int late = Math.max(ann.packetsLate(), bob.packetsLate());
        List.of(ann, bob).forEach(phone -> assertVoiceWentOn(phone, GAP_PACKETS_MAX + (late > 1 ? late : 0)));
        call.view().legs().stream()
                .limit(2)
                .forEach(leg -> assertThat(leg.lossPercent())
                        .as("lost on the way to us")
                        .isZero());
    }

    private static void assertVoiceWentOn(RtpPhone phone, int quietMax) {
        List<Received> heard = phone.received();
        int first = 0;
        while (heard.get(first).peak() < LOUD) {
            first++;
        }
        int quiet = 0;
        for (int i = first + 1; i < heard.size(); i++) {
            Received before = heard.get(i - 1);
            Received packet = heard.get(i);
            assertThat(packet.ssrc()).as("SSRC").isEqualTo(before.ssrc());
            assertThat(packet.sequence()).as("sequence number").isEqualTo((before.sequence() + 1) & 0xFFFF);
            assertThat(packet.timestamp()).as("timestamp").isEqualTo(before.timestamp() + RtpPhone.FRAME);
            quiet = packet.peak() < LOUD ? quiet + 1 : 0;
            assertThat(quiet)
                    .as("packets of 20 ms in a row without a voice, at packet %d of %d", i, heard.size())
                    .isLessThanOrEqualTo(quietMax);
        }
    }
}
