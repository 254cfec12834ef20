package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.CallConnectionState;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.PlayToAllOptions;
import com.azure.communication.callautomation.models.events.PlayCanceled;
import com.azure.communication.callautomation.models.events.PlayFailed;
import com.azure.communication.callautomation.models.events.RecognizeFailed;
import com.azure.core.util.Context;
import dev.tandem.ServiceTest;
import dev.tandem.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is played and listened for. */
@ServiceTest
class CallMediaSdkTest extends SdkStage {

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
}
