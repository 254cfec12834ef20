package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.CallRecording;
import com.azure.communication.callautomation.models.AddParticipantOptions;
import com.azure.communication.callautomation.models.AnswerCallOptions;
import com.azure.communication.callautomation.models.AnswerCallResult;
import com.azure.communication.callautomation.models.CallConnectionState;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.CallParticipant;
import com.azure.communication.callautomation.models.CallRejectReason;
import com.azure.communication.callautomation.models.CreateCallOptions;
import com.azure.communication.callautomation.models.CreateGroupCallOptions;
import com.azure.communication.callautomation.models.DtmfResult;
import com.azure.communication.callautomation.models.DtmfTone;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.PlaySource;
import com.azure.communication.callautomation.models.PlayToAllOptions;
import com.azure.communication.callautomation.models.RecordingChannel;
import com.azure.communication.callautomation.models.RecordingContent;
import com.azure.communication.callautomation.models.RecordingFormat;
import com.azure.communication.callautomation.models.RecordingState;
import com.azure.communication.callautomation.models.RejectCallOptions;
import com.azure.communication.callautomation.models.ServerCallLocator;
import com.azure.communication.callautomation.models.StartRecordingOptions;
import com.azure.communication.callautomation.models.events.AddParticipantFailed;
import com.azure.communication.callautomation.models.events.AddParticipantSucceeded;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.CallTransferAccepted;
import com.azure.communication.callautomation.models.events.PlayCanceled;
import com.azure.communication.callautomation.models.events.PlayCompleted;
import com.azure.communication.callautomation.models.events.PlayFailed;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.communication.callautomation.models.events.RecognizeFailed;
import com.azure.communication.callautomation.models.events.RecordingStateChanged;
import com.azure.communication.callautomation.models.events.RemoveParticipantSucceeded;
import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.AzureClients;
import dev.tandem.ServiceTest;
import dev.tandem.acs.Sessions;
import dev.tandem.acs.Tenant;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallView;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation;
import dev.tandem.testkit.Eventually;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call automation as the official Java SDK sees it, over HTTPS, with the simulated carrier as the telephone network. */
@ServiceTest
class CallAutomationSdkTest {

    private static final PhoneNumberIdentifier FAR = new PhoneNumberIdentifier("+12025550177");
    private static final PhoneNumberIdentifier FURTHER = new PhoneNumberIdentifier("+12025550178");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connectionString;

    @Inject
    ServerCertificate certificate;

    @Inject
    Tenant tenant;

    @Inject
    CallDirectory calls;

    @Inject
    Gateway gateway;

    @Inject
    Demo demo;

    private Installation installation;
    private TestApplication application;
    private CallAutomationClient client;
    private PhoneNumberIdentifier ours;

    @BeforeEach
    void anApplicationWithANumber() throws IOException {
        installation = new Installation(sessions);
        application = new TestApplication();
        ours = new PhoneNumberIdentifier(installation.buyNumber());
        client = new CallAutomationClientBuilder()
                .connectionString(connectionString.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()))
                .buildClient();
    }

    @AfterEach
    void nothingIsLeft() {
        demo.hangUpAll();
        installation.admin().delete("/eventSubscriptions/ivr");
        Eventually.equal(PATIENCE, 0, calls::size);
        assertThat(gateway.conferenceCalls().size()).as("connections").isZero();
        installation.close();
        application.close();
    }

    @Test
    void aCreatedCallIsConnectedHasItsParticipantAndEnds() {
        CreateCallOptions options = new CreateCallOptions(new CallInvite(FAR, ours), application.callbackUrl())
                .setOperationContext("order 66");
        var created = client.createCallWithResponse(options, Context.NONE);
        assertThat(created.getStatusCode()).isEqualTo(201);
        CallConnection call = created.getValue().getCallConnection();
        String id = created.getValue().getCallConnectionProperties().getCallConnectionId();

        CallConnected connected = application.await(id, CallConnected.class);
        assertThat(connected.getOperationContext()).isEqualTo("order 66");
        assertThat(call.getCallProperties().getCallConnectionState()).isEqualTo(CallConnectionState.CONNECTED);
        assertThat(call.getCallProperties().getSourceCallerIdNumber()).isEqualTo(ours);
        assertThat(call.listParticipants())
                .extracting(CallParticipant::getIdentifier)
                .containsExactly(FAR);
        assertThat(call.getParticipant(FAR).isMuted()).isFalse();
        assertThat(calls.views().get(0).legs()).hasSize(1);

        call.hangUp(true);
        CallDisconnected ended = application.await(id, CallDisconnected.class);
        assertThat(ended.getServerCallId()).isEqualTo(connected.getServerCallId());
        application.assertOrder(id, "CallConnected", "ParticipantsUpdated", "CallDisconnected");
        assertThatThrownBy(call::getCallProperties).satisfies(fault -> assertStatus(fault, 404));
        assertThatThrownBy(() -> call.hangUp(true)).satisfies(fault -> assertStatus(fault, 404));
        Eventually.equal(PATIENCE, "endedByApi", () -> ended(connected.getServerCallId(), "endReason"));
    }

    @Test
    void theFarEndHangingUpIsTold() {
        String id = connect();
        demo.hangUpAll();

        application.await(id, CallDisconnected.class);
        Eventually.equal(PATIENCE, 0, calls::size);
    }

    @Test
    void aUserWhoIsRegisteredNowhereCannotBeCalled() {
        String nobody = installation.newAccount().identity();
        String id = client.createCall(
                        new CallInvite(new CommunicationUserIdentifier(nobody)), application.callbackUrl())
                .getCallConnectionProperties()
                .getCallConnectionId();

        application.await(id, CallDisconnected.class);
        assertThat(application
                        .await(id, "CreateCallFailed")
                        .at("/resultInformation/code")
                        .asInt())
                .isEqualTo(480);
    }

    @Test
    void aGroupCallHoldsEverybodyAndWhoIsAddedAndRemoved() {
        CreateGroupCallOptions options = new CreateGroupCallOptions(List.of(FAR, FURTHER), application.callbackUrl())
                .setSourceCallIdNumber(ours);
        var result = client.createGroupCallWithResponse(options, Context.NONE).getValue();
        String id = result.getCallConnectionProperties().getCallConnectionId();
        CallConnection call = result.getCallConnection();
        application.await(id, CallConnected.class);
        Eventually.within(PATIENCE, () -> call.listParticipants().stream().count() == 2);

        PhoneNumberIdentifier third = new PhoneNumberIdentifier("+12025550179");
        call.addParticipantWithResponse(
                new AddParticipantOptions(new CallInvite(third, ours)).setOperationContext("third"), Context.NONE);
        AddParticipantSucceeded added = application.await(id, AddParticipantSucceeded.class);
        assertThat(added.getParticipant()).isEqualTo(third);
        assertThat(added.getOperationContext()).isEqualTo("third");
        assertThat(call.listParticipants()).hasSize(3);

        call.removeParticipant(third);
        assertThat(application.await(id, RemoveParticipantSucceeded.class).getParticipant())
                .isEqualTo(third);
        assertThat(call.listParticipants()).hasSize(2);
        assertThatThrownBy(() -> call.removeParticipant(third)).satisfies(fault -> assertStatus(fault, 404));
        assertThatThrownBy(() -> call.getParticipant(third)).satisfies(fault -> assertStatus(fault, 404));

        call.hangUp(false);
        application.await(id, CallDisconnected.class);
        assertThat(calls.size()).as("the two go on without the application").isEqualTo(1);
    }

    @Test
    void whoCannotBeReachedIsNotAdded() {
        String id = connect();
        String nobody = installation.newAccount().identity();

        client.getCallConnection(id).addParticipant(new CallInvite(new CommunicationUserIdentifier(nobody)));

        AddParticipantFailed failed = application.await(id, AddParticipantFailed.class);
        assertThat(failed.getResultInformation().getCode()).isEqualTo(480);
        assertThat(client.getCallConnection(id).listParticipants()).hasSize(1);
    }

    @Test
    void anIncomingCallIsAnsweredPromptedAndItsKeysRecognized() {
        JsonNode offer = offered();
        assertThat(offer.at("/to/phoneNumber/value").asText()).isEqualTo(ours.getPhoneNumber());
        AnswerCallResult answered = client.answerCallWithResponse(
                        new AnswerCallOptions(offer.path("incomingCallContext").asText(), application.callbackUrl())
                                .setOperationContext("ivr"),
                        Context.NONE)
                .getValue();
        String id = answered.getCallConnectionProperties().getCallConnectionId();
        CallConnection call = answered.getCallConnection();
        application.await(id, CallConnected.class);

        call.getCallMedia().play(prompt(Duration.ofMillis(300)), List.of(caller(offer)));
        application.await(id, PlayCompleted.class);
        call.getCallMedia()
                .startRecognizing(new CallMediaRecognizeDtmfOptions(caller(offer), 4)
                        .setInterToneTimeout(Duration.ofSeconds(5))
                        .setInitialSilenceTimeout(Duration.ofSeconds(10))
                        .setInterruptPrompt(true)
                        .setPlayPrompt(prompt(Duration.ofSeconds(30))));
        demo.press("4711");

        RecognizeCompleted recognized = application.await(id, RecognizeCompleted.class);
        DtmfResult keys = (DtmfResult) recognized.getRecognizeResult().get();
        assertThat(keys.getTones()).containsExactly(DtmfTone.FOUR, DtmfTone.SEVEN, DtmfTone.ONE, DtmfTone.ONE);
        call.hangUp(false);
        application.await(id, CallDisconnected.class);
        application.assertOrder(
                id,
                "CallConnected",
                "ParticipantsUpdated",
                "PlayStarted",
                "PlayCompleted",
                "RecognizeCompleted",
                "CallDisconnected");
    }

    @Test
    void anIncomingCallIsAnsweredOnceAndTransferred() {
        JsonNode offer = offered();
        String context = offer.path("incomingCallContext").asText();
        String id = client.answerCall(context, application.callbackUrl())
                .getCallConnectionProperties()
                .getCallConnectionId();
        assertThatThrownBy(() -> client.answerCall(context, application.callbackUrl()))
                .satisfies(fault -> assertStatus(fault, 404));
        application.await(id, CallConnected.class);

        client.getCallConnection(id).transferCallToParticipant(FAR);

        application.await(id, CallTransferAccepted.class);
        application.await(id, CallDisconnected.class);
        assertThat(calls.views().get(0).legs()).hasSize(2);
        assertThatThrownBy(() -> client.getCallConnection(id).getCallProperties())
                .satisfies(fault -> assertStatus(fault, 404));
    }

    @Test
    void anIncomingCallIsRejected() {
        JsonNode offer = offered();

        client.rejectCallWithResponse(
                new RejectCallOptions(offer.path("incomingCallContext").asText())
                        .setCallRejectReason(CallRejectReason.BUSY),
                Context.NONE);

        String callId = offer.path("serverCallId").asText();
        Eventually.equal(PATIENCE, "busy", () -> ended(callId, "endReason"));
    }

    @Test
    void anIncomingCallIsRedirected() {
        JsonNode offer = offered();

        client.redirectCall(offer.path("incomingCallContext").asText(), new CallInvite(FAR, ours));

        Eventually.within(
                PATIENCE, () -> calls.views().stream().anyMatch(call -> call.state() == CallView.State.CONNECTED));
        assertThat(calls.views().get(0).legs()).hasSize(2);
    }

    @Test
    void aCallWithoutSubscriberIsRefusedWithAReason() {
        installation.assign(ours.getPhoneNumber(), "{\"kind\":\"application\",\"application\":\"ivr\"}");

        String callId = place();

        Eventually.equal(PATIENCE, "No application is subscribed", () -> ended(callId, "endText"));
    }

    @Test
    void aPromptPlaysInALoopUntilItIsCancelled() {
        String id = connect();
        CallConnection call = client.getCallConnection(id);

        call.getCallMedia()
                .playToAllWithResponse(
                        new PlayToAllOptions(prompt(Duration.ofMillis(200)))
                                .setLoop(true)
                                .setOperationContext("loop"),
                        Context.NONE);
        application.await(id, "PlayStarted");
        call.getCallMedia().cancelAllMediaOperations();

        assertThat(application.await(id, PlayCanceled.class).getOperationContext())
                .isEqualTo("loop");
    }

    @Test
    void promptsThatCannotBePlayedFailAndTheCallGoesOn() {
        String id = connect();
        for (String url : List.of(
                application.url("/files/missing.wav"),
                application.url("/metadata"),
                "https://169.254.169.254/prompt.wav",
                application.serve("big.wav", new byte[11 * 1024 * 1024]),
                application.serve("text.wav", "this is no sound".getBytes(StandardCharsets.UTF_8)))) {
            client.getCallConnection(id).getCallMedia().playToAll(new FileSource().setUrl(url));
        }
        Eventually.within(
                PATIENCE,
                () -> application.types(id).stream()
                                .filter("PlayFailed"::equals)
                                .count()
                        == 5);

        assertThat(application
                        .await(id, PlayFailed.class)
                        .getResultInformation()
                        .getSubCode())
                .isEqualTo(8536);
        assertThat(client.getCallConnection(id).getCallProperties().getCallConnectionState())
                .isEqualTo(CallConnectionState.CONNECTED);
    }

    @Test
    void nobodyPressingAKeyIsAFailureOfTheRecognition() {
        String id = connect();

        client.getCallConnection(id)
                .getCallMedia()
                .startRecognizing(
                        new CallMediaRecognizeDtmfOptions(FAR, 2).setInitialSilenceTimeout(Duration.ofSeconds(1)));

        assertThat(application
                        .await(id, RecognizeFailed.class)
                        .getResultInformation()
                        .getSubCode())
                .isEqualTo(8510);
    }

    @Test
    void aCallerIdThatIsNotOursIsForbidden() {
        CallInvite invite = new CallInvite(FAR, FURTHER);
        assertThatThrownBy(() -> client.createCall(invite, application.callbackUrl()))
                .satisfies(fault -> assertStatus(fault, 403));
        String id = connect();
        assertThatThrownBy(() -> client.getCallConnection(id).addParticipant(new CallInvite(FURTHER, FURTHER)))
                .satisfies(fault -> assertStatus(fault, 403));
    }

    @Test
    void aCallbackThatIsNotHttpsOrInsideTheNetworkIsRefused() {
        for (String callback : List.of("ftp://example.com/", "not a url", "https://user:secret@example.com/")) {
            assertThatThrownBy(() -> client.createCall(new CallInvite(FAR, ours), callback))
                    .satisfies(fault -> assertStatus(fault, 400))
                    .hasMessageContaining("CallbackUri");
        }
    }

    @Test
    void aRecordingIsPausedResumedStoppedFetchedAndDeleted(@TempDir Path directory) throws IOException {
        subscribe();
        String id = connect();
        String serverCallId = application.await(id, CallConnected.class).getServerCallId();
        CallRecording recording = client.getCallRecording();
        StartRecordingOptions options = new StartRecordingOptions(new ServerCallLocator(serverCallId))
                .setRecordingContent(RecordingContent.AUDIO)
                .setRecordingChannel(RecordingChannel.MIXED)
                .setRecordingFormat(RecordingFormat.WAV);
        String recordingId = recording.start(options).getRecordingId();
        assertThatThrownBy(() -> recording.start(options)).satisfies(fault -> assertStatus(fault, 409));
        assertThat(application.await(id, RecordingStateChanged.class).getRecordingId())
                .isEqualTo(recordingId);
        assertThat(recording.getState(recordingId).getRecordingState()).isEqualTo(RecordingState.ACTIVE);
        recording.pause(recordingId);
        assertThat(recording.getState(recordingId).getRecordingState()).isEqualTo(RecordingState.INACTIVE);
        recording.resume(recordingId);
        application.await(id, "RecordingStateChanged");
        recording.stop(recordingId);

        JsonNode chunk = application.awaitRecording().at("/recordingStorageInfo/recordingChunks/0");
        Path file = directory.resolve("call.wav");
        recording.downloadTo(chunk.path("contentLocation").asText(), file);
        assertThat(Files.readAllBytes(file)).hasSizeGreaterThan(44).startsWith('R', 'I', 'F', 'F');
        String delete = chunk.path("deleteLocation").asText();
        assertThat(recording.deleteWithResponse(delete, Context.NONE).getStatusCode())
                .isEqualTo(200);
        assertThat(recording.deleteWithResponse(delete, Context.NONE).getStatusCode())
                .as("deleted already")
                .isEqualTo(404);
    }

    /** What the record of a call says; nothing while it is not there. */
    private String ended(String callId, String property) {
        Object value = installation.admin().get("/calls/" + callId).path(property);
        return String.valueOf(value);
    }

    private String connect() {
        String id = client.createCall(new CallInvite(FAR, ours), application.callbackUrl())
                .getCallConnectionProperties()
                .getCallConnectionId();
        application.await(id, CallConnected.class);
        return id;
    }

    /** The simulated carrier calls our number, whose application is subscribed. */
    private JsonNode offered() {
        installation.assign(ours.getPhoneNumber(), "{\"kind\":\"application\",\"application\":\"ivr\"}");
        subscribe();
        place();
        return application.awaitOffer();
    }

    private void subscribe() {
        installation
                .admin()
                .contentType("application/json")
                .body("{\"endpoint\":\"%s\",\"schema\":\"eventGrid\"}".formatted(application.url("/events")))
                .put("/eventSubscriptions/ivr")
                .then()
                .statusCode(201);
    }

    private String place() {
        return installation
                .admin()
                .contentType("application/json")
                .body("{\"to\":\"" + ours.getPhoneNumber() + "\"}")
                .post("/demo/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static PhoneNumberIdentifier caller(JsonNode offer) {
        return new PhoneNumberIdentifier(offer.at("/from/phoneNumber/value").asText());
    }

    private PlaySource prompt(Duration length) {
        return new FileSource().setUrl(application.serveTone("tone-" + length.toMillis() + ".wav", length, 440));
    }

    private static void assertStatus(Throwable fault, int status) {
        assertThat(fault).isInstanceOf(HttpResponseException.class);
        assertThat(((HttpResponseException) fault).getResponse().getStatusCode())
                .as(fault.getMessage())
                .isEqualTo(status);
    }
}
