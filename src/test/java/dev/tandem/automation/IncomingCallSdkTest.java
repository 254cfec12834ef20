package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.AnswerCallOptions;
import com.azure.communication.callautomation.models.AnswerCallResult;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.CallRejectReason;
import com.azure.communication.callautomation.models.DtmfResult;
import com.azure.communication.callautomation.models.DtmfTone;
import com.azure.communication.callautomation.models.RejectCallOptions;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.CallTransferAccepted;
import com.azure.communication.callautomation.models.events.PlayCompleted;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.call.CallView;
import dev.tandem.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application can do with a call that is offered to it. */
@ServiceTest
class IncomingCallSdkTest extends SdkStage {

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
}
