package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.DtmfResult;
import com.azure.communication.callautomation.models.DtmfTone;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.PlayCompleted;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.AzureClients;
import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation;
import dev.tandem.testkit.Baresip;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Sipp;
import dev.tandem.testkit.SpeechCorrelation;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equipment that we did not write at the other end of automated calls: baresip is called, SIPp calls. */
@ServiceTest
@Tag("interop")
class AutomatedPeersIT {

    private static final PhoneNumberIdentifier SUBSCRIBER = new PhoneNumberIdentifier("+442079460123");
    private static final Path SENTENCE = Path.of("main/resources/voice/welcome.wav");
    private static final Path CALLER_PRESSES_KEYS = Path.of("test/resources/sipp/trunk-presses-keys.xml");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double ALIKE = 0.7;
    private static final List<DtmfTone> PRESSED = List.of(DtmfTone.FOUR, DtmfTone.SEVEN, DtmfTone.ONE, DtmfTone.ONE);

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connectionString;

    @Inject
    ServerCertificate certificate;

    @Inject
    CallDirectory calls;

    @Inject
    Gateway gateway;

    @TempDir
    Path directory;

    private Installation installation;
    private TestApplication application;
    private CallAutomationClient client;
    private String number;
    private int trunkPort;

    @BeforeEach
    void anApplicationBehindATrunk() throws Exception {
        installation = new Installation(sessions);
        application = new TestApplication();
        number = installation.buyNumber();
        trunkPort = Ports.free();
        installation.trunk("peer", trunkPort, "127.0.0.1/32");
        client = new CallAutomationClientBuilder()
                .connectionString(connectionString.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()))
                .buildClient();
    }

    @AfterEach
    void nothingIsLeft() {
        installation.admin().delete("/eventSubscriptions/peers");
        Eventually.equal(PATIENCE, 0, calls::size);
        installation.close();
        application.close();
    }

    @Test
    void baresipIsCalledHearsAPromptAndItsKeysAreRecognized() throws Exception {
        try (Baresip phone = baresip()) {
            var created = client.createCall(
                    new CallInvite(SUBSCRIBER, new PhoneNumberIdentifier(number)), application.callbackUrl());
            String id = created.getCallConnectionProperties().getCallConnectionId();
            CallConnection call = created.getCallConnection();
            application.await(id, CallConnected.class);
            call.getCallMedia().playToAll(prompt());
            application.await(id, PlayCompleted.class);

            listen(call, SUBSCRIBER);
            phone.command("4711");
            assertThat(recognized(id)).isEqualTo(PRESSED);
            call.hangUp(true);
            application.await(id, CallDisconnected.class);
            phone.await("terminated", PATIENCE);

            List<Double> heard =
                    SpeechCorrelation.windows(VoiceSamples.welcome(), VoiceSamples.file8k(phone.recording()));
            assertThat(SpeechCorrelation.share(heard, ALIKE))
                    .as("the prompt at the phone: %s", heard)
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void sippsCallIsAnsweredPromptedAndItsKeysAreRecognized() throws Exception {
        subscribe();
        List<String> once = List.of("-s", number, "127.0.0.1:" + gateway.sipPort(), "-m", "1");
        try (Sipp carrier = new Sipp(CALLER_PRESSES_KEYS, trunkPort, once)) {
            JsonNode offer = application.awaitOffer();
            assertThat(offer.at("/from/phoneNumber/value").asText()).isEqualTo(SUBSCRIBER.getPhoneNumber());
            var answered = client.answerCall(offer.path("incomingCallContext").asText(), application.callbackUrl());
            String id = answered.getCallConnectionProperties().getCallConnectionId();
            application.await(id, CallConnected.class);

            listen(answered.getCallConnection(), SUBSCRIBER);
            assertThat(recognized(id)).isEqualTo(PRESSED);
            answered.getCallConnection().hangUp(true);
            carrier.expectSuccess();
        }
    }

    private Baresip baresip() {
        Path microphone = directory.resolve("silence.wav");
        VoiceSamples.write8k(new short[90 * 8000], microphone);
        String line = "<sip:" + SUBSCRIBER.getPhoneNumber() + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=PCMU";
        Baresip phone = new Baresip(trunkPort, line, microphone, Duration.ofSeconds(90));
        phone.await("baresip is ready", PATIENCE);
        return phone;
    }

    private void subscribe() {
        installation.assign(number, "{\"kind\":\"application\",\"application\":\"peers\"}");
        installation
                .admin()
                .contentType("application/json")
                .body("{\"endpoint\":\"%s\",\"schema\":\"eventGrid\"}".formatted(application.url("/events")))
                .put("/eventSubscriptions/peers")
                .then()
                .statusCode(201);
    }

    private FileSource prompt() throws Exception {
        return new FileSource().setUrl(application.serve("welcome.wav", Files.readAllBytes(SENTENCE)));
    }

    /** For four keys, while the prompt plays. */
    private void listen(CallConnection call, PhoneNumberIdentifier caller) throws Exception {
        call.getCallMedia()
                .startRecognizing(new CallMediaRecognizeDtmfOptions(caller, PRESSED.size())
                        .setInterToneTimeout(Duration.ofSeconds(5))
                        .setInitialSilenceTimeout(Duration.ofSeconds(15))
                        .setInterruptPrompt(true)
                        .setPlayPrompt(prompt()));
    }

    private List<DtmfTone> recognized(String id) {
        RecognizeCompleted completed = application.await(id, RecognizeCompleted.class);
        return ((DtmfResult) completed.getRecognizeResult().get()).getTones();
    }
}
