package dev.tandem.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import dev.tandem.host.PublicUrl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells that the file of a recording can be fetched, by Event Grid's RecordingFileStatusUpdated. */
@Singleton
class RecordingEvents {

    private static final String TYPE = "Microsoft.Communication.RecordingFileStatusUpdated";

    private final ObjectMapper json;
    private final PublicUrl publicUrl;
    private final Clock clock;

    RecordingEvents(ObjectMapper json, PublicUrl publicUrl, Clock clock) {
        this.json = json;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    OutboxEvent fileReady(RecordingRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("recordingStorageInfo", Map.of("recordingChunks", List.of(chunk(row))));
        data.put("recordingStartTime", row.startedAt.toString());
        data.put("recordingDurationMs", row.lengthMillis);
        data.put("recordingContentType", "Audio");
        data.put("recordingChannelType", row.mixed ? "Mixed" : "Unmixed");
        data.put("recordingFormatType", row.fileName.endsWith(".ogg") ? "Ogg" : "Wav");
        data.put("sessionEndReason", String.valueOf(row.endReason));
        return new OutboxEvent(
                UUID.randomUUID().toString(),
                row.tenant,
                row.callId,
                new EventDestination.Subscriptions(),
                TYPE,
                "/recordings/" + row.id,
                "/recording/call/" + row.callId + "/serverCallId/" + row.callId + "/recordingId/" + row.id,
                write(data),
                clock.instant());
    }

    private Map<String, Object> chunk(RecordingRow row) {
        return Map.of(
                "documentId", row.id,
                "index", 0,
                "endReason", String.valueOf(row.endReason),
                "contentLocation", publicUrl.of(RecordingFilesResource.PATH + "/" + row.id + "/content"),
                "metadataLocation", publicUrl.of(RecordingFilesResource.PATH + "/" + row.id + "/metadata"),
                "deleteLocation", publicUrl.of(RecordingFilesResource.PATH + "/" + row.id));
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event of ours has no JSON", impossible);
        }
    }
}
