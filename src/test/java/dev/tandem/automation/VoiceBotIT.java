package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.DtmfResult;
import com.azure.communication.callautomation.models.DtmfTone;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.RecordingChannel;
import com.azure.communication.callautomation.models.RecordingContent;
import com.azure.communication.callautomation.models.RecordingFormat;
import com.azure.communication.callautomation.models.RecordingState;
import com.azure.communication.callautomation.models.ServerCallLocator;
import com.azure.communication.callautomation.models.StartRecordingOptions;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.CallTransferAccepted;
import com.azure.communication.callautomation.models.events.PlayCompleted;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.AzureClients;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.interop.ConsolePhone;
import dev.tandem.interop.Installation;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.SpeechCorrelation;
import dev.tandem.tls.ServerCertificate;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller talks to a bot and then to a person in a browser, and what both said can be heard afterwards. */
@ServiceTest
@Tag("interop")
class VoiceBotIT {

    private static final Path TALKER =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();
    private static final double ALIKE = 0.7;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CHANNELS = 5;

    @Inject
    Sessions sessions;

    @Inject
    AccessKeys keys;

    @Inject
    ConnectionString connectionString;

    @Inject
    ServerCertificate certificate;

    @Inject
    CallDirectory calls;

    @Inject
    Demo demo;

    @TestHTTPResource("/console/")
    URI console;

    private Installation installation;
    private TestApplication application;
    private ConsolePhone phone;
    private CallAutomationClient client;

    @BeforeEach
    void anAgentInTheBrowserAndABot() throws Exception {
        installation = new Installation(sessions);
        application = new TestApplication();
        phone = ConsolePhone.signIn(console, keys.primary(), TALKER);
        client = new CallAutomationClientBuilder()
                .connectionString(connectionString.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()))
                .buildClient();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        demo.hangUpAll();
        phone.close();
        installation.admin().delete("/eventSubscriptions/bot");
        Eventually.equal(PATIENCE, 0, calls::size);
        installation.close();
        application.close();
    }

    @Test
    void aCallerIsPromptedPressesKeysIsTransferredToABrowserAndBothVoicesAreRecorded() throws Exception {
        String agent = agent();
        JsonNode offer = offered();
        var answered = client.answerCall(offer.path("incomingCallContext").asText(), application.callbackUrl());
        String id = answered.getCallConnectionProperties().getCallConnectionId();
        CallConnection call = answered.getCallConnection();
        application.await(id, CallConnected.class);
        String recordingId = record(offer.path("serverCallId").asText());

        call.getCallMedia().playToAll(prompt(1));
        application.await(id, PlayCompleted.class);
        recognize(call, offer);
        demo.press("0815");
        DtmfResult pressed = (DtmfResult) application
                .await(id, RecognizeCompleted.class)
                .getRecognizeResult()
                .get();
        assertThat(pressed.getTones()).containsExactly(DtmfTone.ZERO, DtmfTone.EIGHT, DtmfTone.ONE, DtmfTone.FIVE);

        call.transferCallToParticipant(new CommunicationUserIdentifier(agent));
        phone.answer();
        application.await(id, CallTransferAccepted.class);
        application.await(id, CallDisconnected.class);
        assertThat(client.getCallRecording().getState(recordingId).getRecordingState())
                .as("the recording outlives the bot")
                .isEqualTo(RecordingState.ACTIVE);
        talk(16);
        phone.press("hang-up");

        assertBothAreHeard();
    }

    private String agent() throws Exception {
        String number = phone.getNumber();
        phone.register();
        return installation
                .admin()
                .get("/phoneNumbers/" + number + "/assignment")
                .path("id");
    }

    private JsonNode offered() {
        String number = installation.buyNumber();
        installation.assign(number, "{\"kind\":\"application\",\"application\":\"bot\"}");
        installation
                .admin()
                .contentType("application/json")
                .body("{\"endpoint\":\"%s\",\"schema\":\"eventGrid\"}".formatted(application.url("/events")))
                .put("/eventSubscriptions/bot")
                .then()
                .statusCode(201);
        installation
                .admin()
                .contentType("application/json")
                .body("{\"to\":\"" + number + "\"}")
                .post("/demo/calls")
                .then()
                .statusCode(202);
        return application.awaitOffer();
    }

    private String record(String serverCallId) {
        return client.getCallRecording()
                .start(new StartRecordingOptions(new ServerCallLocator(serverCallId))
                        .setRecordingContent(RecordingContent.AUDIO)
                        .setRecordingChannel(RecordingChannel.UNMIXED)
                        .setRecordingFormat(RecordingFormat.WAV)
                        .setRecordingStateCallbackUrl(application.callbackUrl()))
                .getRecordingId();
    }

    private FileSource prompt(int seconds) {
        return new FileSource().setUrl(application.serveTone("bot-" + seconds, Duration.ofSeconds(seconds), 440));
    }

    private void recognize(CallConnection call, JsonNode offer) {
        var caller =
                new PhoneNumberIdentifier(offer.at("/from/phoneNumber/value").asText());
        call.getCallMedia()
                .startRecognizing(new CallMediaRecognizeDtmfOptions(caller, 4)
                        .setInterToneTimeout(Duration.ofSeconds(5))
                        .setInterruptPrompt(true)
                        .setPlayPrompt(prompt(30)));
    }

    private void talk(int seconds) {
        long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        Eventually.within(Duration.ofSeconds(seconds + 5), () -> System.nanoTime() > until);
    }

    private void assertBothAreHeard() {
        JsonNode chunk = application.awaitRecording().at("/recordingStorageInfo/recordingChunks/0");
        String content = chunk.path("contentLocation").asText();
        byte[] wav = client.getCallRecording().downloadContent(content).toBytes();

        List<Double> caller = SpeechCorrelation.windows(VoiceSamples.welcome(), channel(wav, 0));
        List<Double> agent = SpeechCorrelation.windows(VoiceSamples.file16k(TALKER), channel(wav, 1));
        assertThat(List.of(SpeechCorrelation.share(caller, ALIKE), SpeechCorrelation.share(agent, ALIKE)))
                .as("the caller in the first channel: %s; the agent in the second: %s", caller, agent)
                .allMatch(share -> share > 0.5);

        client.getCallRecording().delete(chunk.path("deleteLocation").asText());
        assertThat(installation.admin().get(URI.create(content).getPath()).statusCode())
                .isEqualTo(404);
    }

    /** One channel of a WAV of 16 kHz, every two samples averaged to one. */
    private static short[] channel(byte[] wav, int channel) {
        ByteBuffer octets = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(octets.getShort(22)).isEqualTo((short) CHANNELS);
        int frames = (wav.length - 44) / (2 * CHANNELS) / 2;
        short[] samples = new short[frames];
        for (int i = 0; i < frames; i++) {
            int at = 44 + 2 * (2 * i * CHANNELS + channel);
            samples[i] = (short) ((octets.getShort(at) + octets.getShort(at + 2 * CHANNELS)) / 2);
        }
        return samples;
    }
}
