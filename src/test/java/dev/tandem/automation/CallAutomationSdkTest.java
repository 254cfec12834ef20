package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.AddParticipantOptions;
import com.azure.communication.callautomation.models.CallConnectionState;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CallParticipant;
import com.azure.communication.callautomation.models.CreateCallOptions;
import com.azure.communication.callautomation.models.CreateGroupCallOptions;
import com.azure.communication.callautomation.models.events.AddParticipantFailed;
import com.azure.communication.callautomation.models.events.AddParticipantSucceeded;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.RemoveParticipantSucceeded;
import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.util.Context;
import dev.tandem.ServiceTest;
import dev.tandem.testkit.Eventually;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls and their participants as the official Java SDK sees them. */
@ServiceTest
class CallAutomationSdkTest extends SdkStage {

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
}
