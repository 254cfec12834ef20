package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation.Account;
import dev.tandem.testkit.Baresip;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.SpeechCorrelation;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One baresip as the carrier, another as a user's softphone. */
@ServiceTest
@Tag("interop")
class BaresipIT {

    private static final Path TALKER =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();
    private static final String SUBSCRIBER = "+442079460123";
    private static final Duration LIFE = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double ALIKE = 0.7;
    private static final int SENTENCE_SAMPLES = 10 * 8000;
    private static final int TALK_SECONDS = 12;

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    @TempDir
    Path directory;

    private final short[] carrierSays = Arrays.copyOf(VoiceSamples.welcome(), SENTENCE_SAMPLES);
    private final short[] userSays = Arrays.copyOf(VoiceSamples.file16k(TALKER), SENTENCE_SAMPLES);

    private Installation installation;
    private String number;
    private Account account;

    @BeforeEach
    void giveTheUserANumber() {
        installation = new Installation(sessions);
        number = installation.buyNumber();
        account = installation.newAccount();
        installation.assign(number, account);
    }

    @AfterEach
    void takeEverythingBack() {
        calls.all().forEach(call -> call.end(EndReason.ENDED_BY_API));
        installation.close();
    }

    @Test
    void aCarriersCallIsRelayedToASoftphoneAndTheCarrierHangsUp() {
        int port = Ports.free();
        installation.trunk("baresip", port, "127.0.0.1/32");
        try (Baresip softphone = softphone("PCMU");
                Baresip carrier = carrier(port)) {
            carrier.command("/dial sip:" + number + "@127.0.0.1:" + gateway.sipPort());
            talk();
            assertThat(onlyCall().from()).isEqualTo(SUBSCRIBER);
            assertThat(codecs()).containsExactly("PCMU", "PCMU");

            carrier.command("/hangup");

            softphone.await("terminated", PATIENCE);
            assertEachHeardTheOther(carrier, softphone);
        }
        expectEnd("callerHungUp");
    }

    @Test
    void aSoftphoneDialsOutWithItsNumberThroughATranscoderAndHangsUp() {
        int port = Ports.free();
        installation.trunk("baresip", port, "127.0.0.1/32");
        try (Baresip softphone = softphone("PCMA");
                Baresip carrier = carrier(port)) {
            softphone.command("/dial " + SUBSCRIBER);
            talk();
            assertThat(codecs()).containsExactlyInAnyOrder("PCMA", "PCMU");
            // The number is all that the carrier learns of who is calling.
            assertThat(carrier.log()).contains("sip:" + number + "@").doesNotContain(account.username());

            softphone.command("/hangup");

            carrier.await("terminated", PATIENCE);
            assertEachHeardTheOther(carrier, softphone);
        }
        expectEnd("callerHungUp");
    }

    @Test
    void theCalleesHangUpEndsTheCallToo() {
        int port = Ports.free();
        installation.trunk("baresip", port, "127.0.0.1/32");
        try (Baresip softphone = softphone("PCMU");
                Baresip carrier = carrier(port)) {
            carrier.command("/dial sip:" + number + "@127.0.0.1:" + gateway.sipPort());
            awaitConnected();

            softphone.command("/hangup");

            carrier.await("session closed", PATIENCE);
        }
        expectEnd("calleeHungUp");
    }

    private Baresip softphone(String codec) {
        Path microphone = directory.resolve("user.wav");
        VoiceSamples.write8k(longer(userSays), microphone);
        Baresip softphone = new Baresip(Ports.free(), account.baresip(gateway.sipPort(), codec), microphone, LIFE);
        softphone.await("[1 binding]", PATIENCE);
        return softphone;
    }

    private Baresip carrier(int port) {
        Path microphone = directory.resolve("carrier.wav");
        VoiceSamples.write8k(longer(carrierSays), microphone);
        String line = "<sip:" + SUBSCRIBER + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=PCMU";
        Baresip carrier = new Baresip(port, line, microphone, LIFE);
        carrier.await("baresip is ready", PATIENCE);
        return carrier;
    }

    /** A microphone that ends would end the call. */
    private static short[] longer(short[] sentence) {
        return Arrays.copyOf(sentence, 90 * 8000);
    }

    private void talk() {
        awaitConnected();
        long packets = TALK_SECONDS * 50L;
        try {
            Eventually.within(
                    Duration.ofSeconds(TALK_SECONDS + 10),
                    () -> onlyCall().legs().stream().allMatch(leg -> leg.packetsIn() >= packets));
        } catch (AssertionError quiet) {
            throw new AssertionError(
                    onlyCall().legs() + " " + calls.all().get(0).trace(), quiet);
        }
    }

    private void awaitConnected() {
        Eventually.within(
                PATIENCE, () -> calls.views().stream().anyMatch(call -> call.state() == CallView.State.CONNECTED));
    }

    private CallView onlyCall() {
        List<CallView> up = calls.views();
        assertThat(up).hasSize(1);
        return up.get(0);
    }

    private List<String> codecs() {
        return onlyCall().legs().stream().map(CallView.LegView::codec).toList();
    }

    private void assertEachHeardTheOther(Baresip carrier, Baresip softphone) {
        List<Double> atUser = SpeechCorrelation.windows(carrierSays, VoiceSamples.file8k(softphone.recording()));
        List<Double> atCarrier = SpeechCorrelation.windows(userSays, VoiceSamples.file8k(carrier.recording()));

        assertThat(List.of(SpeechCorrelation.share(atUser, ALIKE), SpeechCorrelation.share(atCarrier, ALIKE)))
                .as("the carrier at the user: %s; the user at the carrier: %s", atUser, atCarrier)
                .allMatch(share -> share > 0.5);
    }

    private void expectEnd(String reason) {
        Remains.expectNone(calls, gateway, installation);
        // Records are written behind.
        Eventually.equal(PATIENCE, reason, this::newestEndReason);
    }

    private String newestEndReason() {
        Object reason = installation
                .admin()
                .get("/calls?state=ended&top=1")
                .then()
                .statusCode(200)
                .extract()
                .path("value[0].endReason");
        return String.valueOf(reason);
    }
}
