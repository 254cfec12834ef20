package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.callautomation.CallRecording;
import com.azure.communication.callautomation.models.RecordingChannel;
import com.azure.communication.callautomation.models.RecordingContent;
import com.azure.communication.callautomation.models.RecordingFormat;
import com.azure.communication.callautomation.models.RecordingState;
import com.azure.communication.callautomation.models.ServerCallLocator;
import com.azure.communication.callautomation.models.StartRecordingOptions;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.RecordingStateChanged;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings. */
@ServiceTest
class RecordingSdkTest extends SdkStage {

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
}
