package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation.Account;
import dev.tandem.media.dtmf.ToneSource;
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

/** What a trunk may ask of media beyond a codec, with a baresip as the carrier: SRTP by SDES, digits as tones. */
@ServiceTest
@Tag("interop")
class TrunkMediaIT {

    private static final Path TALKER =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();
    private static final String SUBSCRIBER = "+442079460123";
    private static final Duration LIFE = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double ALIKE = 0.7;
    private static final int RATE_HZ = 8_000;
    private static final int TALK_SECONDS = 12;

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    @TempDir
    Path directory;

    private final short[] carrierSays = Arrays.copyOf(VoiceSamples.welcome(), 10 * RATE_HZ);
    private final short[] userSays = Arrays.copyOf(VoiceSamples.file16k(TALKER), 10 * RATE_HZ);

    private Installation installation;
    private String number;
    private Account account;
    private int port;

    @BeforeEach
    void giveTheUserANumber() {
        installation = new Installation(sessions);
        number = installation.buyNumber();
        account = installation.newAccount();
        installation.assign(number, account);
        port = Ports.free();
    }

    @AfterEach
    void takeEverythingBack() {
        calls.all().forEach(call -> call.end(EndReason.ENDED_BY_API));
        installation.close();
    }

    @Test
    void aCarrierThatInsistsOnSrtpIsHeardAndHearsBothWaysRound() {
        installation.trunk("baresip", port, "127.0.0.1/32", "\"srtp\":\"required\",\"codecs\":[\"PCMU\"]");
        try (Baresip softphone = softphone();
                Baresip carrier = carrier(carrierSays, ";mediaenc=srtp-mand")) {
            carrier.command("/dial sip:" + number + "@127.0.0.1:" + gateway.sipPort());
            talk();
            assertThat(carrier.log()).as("baresip says that it encrypts").contains("SRTP is Enabled");
            assertThat(onlyCall().legs())
                    .allSatisfy(leg -> assertThat(leg.lossPercent()).isLessThan(5));
            carrier.command("/hangup");
            softphone.await("terminated", PATIENCE);
            assertEachHeardTheOther(carrier, softphone);
        }
        try (Baresip softphone = softphone();
                Baresip carrier = carrier(carrierSays, ";mediaenc=srtp-mand")) {
            softphone.command("/dial " + SUBSCRIBER);
            talk();
            softphone.command("/hangup");
            carrier.await("terminated", PATIENCE);
            assertEachHeardTheOther(carrier, softphone);
        }
    }

    @Test
    @SuppressWarnings("try") // The softphone has only to be there.
    void aCarrierWithoutSrtpIsRefusedWhereItIsRequired() {
        installation.trunk("baresip", port, "127.0.0.1/32", "\"srtp\":\"required\"");
        try (Baresip softphone = softphone();
                Baresip carrier = carrier(carrierSays, "")) {
            carrier.command("/dial sip:" + number + "@127.0.0.1:" + gateway.sipPort());
            carrier.await("488", PATIENCE);
        }
    }

    @Test
    @SuppressWarnings("try") // The softphone has only to be there.
    void tonesInACarriersAudioAreDigits() {
        installation.trunk("baresip", port, "127.0.0.1/32", "\"dtmf\":\"inband\"");
        try (Baresip softphone = softphone();
                Baresip carrier = carrier(tones("159#"), "")) {
            carrier.command("/dial sip:" + number + "@127.0.0.1:" + gateway.sipPort());
            Eventually.within(Duration.ofSeconds(20), () -> digits().endsWith("159#"));
            carrier.command("/hangup");
        }
    }

    private String digits() {
        StringBuilder digits = new StringBuilder();
        calls.all().stream()
                .flatMap(call -> call.trace().stream())
                .map(CallTrace.Step::what)
                .filter(what -> what.matches("digit ."))
                .forEach(what -> digits.append(what.charAt(6)));
        return digits.toString();
    }

    /** Each for 100 ms with 200 ms between, after four seconds in which the call is set up. */
    private static short[] tones(String digits) {
        short[] samples = new short[10 * RATE_HZ];
        ToneSource source = new ToneSource(RATE_HZ);
        short[] tone = new short[RATE_HZ / 10];
        for (int n = 0; n < digits.length(); n++) {
            source.begin(digits.charAt(n));
            source.fill(tone);
            System.arraycopy(tone, 0, samples, 4 * RATE_HZ + n * 3 * tone.length, tone.length);
        }
        return samples;
    }

    private Baresip softphone() {
        Path microphone = directory.resolve("user.wav");
        VoiceSamples.write8k(longer(userSays), microphone);
        Baresip softphone = new Baresip(Ports.free(), account.baresip(gateway.sipPort(), "PCMA"), microphone, LIFE);
        softphone.await("[1 binding]", PATIENCE);
        return softphone;
    }

    private Baresip carrier(short[] says, String more) {
        Path microphone = directory.resolve("carrier.wav");
        VoiceSamples.write8k(longer(says), microphone);
        String line = "<sip:" + SUBSCRIBER + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=PCMU" + more;
        Baresip carrier = new Baresip(port, line, microphone, LIFE);
        carrier.await("baresip is ready", PATIENCE);
        return carrier;
    }

    /** A microphone that ends would end the call. */
    private static short[] longer(short[] sentence) {
        return Arrays.copyOf(sentence, 90 * RATE_HZ);
    }

    private void talk() {
        Eventually.within(
                PATIENCE, () -> calls.views().stream().anyMatch(call -> call.state() == CallView.State.CONNECTED));
        Eventually.within(
                Duration.ofSeconds(TALK_SECONDS + 10),
                () -> onlyCall().legs().stream().allMatch(leg -> leg.packetsIn() >= TALK_SECONDS * 50L));
    }

    private CallView onlyCall() {
        List<CallView> up = calls.views();
        assertThat(up).hasSize(1);
        return up.get(0);
    }

    private void assertEachHeardTheOther(Baresip carrier, Baresip softphone) {
        List<Double> atUser = SpeechCorrelation.windows(carrierSays, VoiceSamples.file8k(softphone.recording()));
        List<Double> atCarrier = SpeechCorrelation.windows(userSays, VoiceSamples.file8k(carrier.recording()));

        assertThat(List.of(SpeechCorrelation.share(atUser, ALIKE), SpeechCorrelation.share(atCarrier, ALIKE)))
                .as("the carrier at the user: %s; the user at the carrier: %s", atUser, atCarrier)
                .allMatch(share -> share > 0.5);
    }
}
