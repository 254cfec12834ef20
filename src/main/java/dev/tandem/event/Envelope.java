package dev.tandem.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.call.OutboxEvent;
import java.util.Arrays;
import java.util.Optional;

/** How an event is wrapped for its receiver. */
public enum Envelope {
    /** One CloudEvents 1.0 event in structured JSON mode. */
    CLOUD_EVENT("cloudEvents", "application/cloudevents+json; charset=utf-8"),
    /** A JSON array of one CloudEvents 1.0 event: what Call Automation posts to a callback. */
    CLOUD_EVENT_ARRAY("", "application/json; charset=utf-8"),
    /** A JSON array of one event in Event Grid's own schema. */
    EVENT_GRID("eventGrid", "application/json; charset=utf-8");

    private final String wire;
    private final String contentType;

    Envelope(String wire, String contentType) {
        this.wire = wire;
        this.contentType = contentType;
    }

    /** The name in a subscription; empty for the one that cannot be asked for. */
    public String wire() {
        return wire;
    }

    String contentType() {
        return contentType;
    }

    /** The envelope a subscription asks for. */
    static Optional<Envelope> of(String wire) {
        return Arrays.stream(values())
                .filter(envelope -> !wire.isEmpty() && envelope.wire.equals(wire))
                .findFirst();
    }

    /** The body to post. */
    String wrap(OutboxEvent event, ObjectMapper json) {
        try {
            JsonNode data = json.readTree(event.data());
            return switch (this) {
                case CLOUD_EVENT -> cloudEvent(event, data, json).toString();
                case CLOUD_EVENT_ARRAY ->
                    json.createArrayNode().add(cloudEvent(event, data, json)).toString();
                case EVENT_GRID ->
                    json.createArrayNode().add(eventGrid(event, data, json)).toString();
            };
        } catch (JsonProcessingException ours) {
            throw new IllegalArgumentException("the data of event " + event.id() + " is not JSON", ours);
        }
    }

    private static ObjectNode cloudEvent(OutboxEvent event, JsonNode data, ObjectMapper json) {
        return json.createObjectNode()
                .put("id", event.id())
                .put("source", event.source())
                .put("type", event.type())
                .put("specversion", "1.0")
                .put("datacontenttype", "application/json")
                .put("subject", event.subject())
                .put("time", event.time().toString())
                .set("data", data);
    }

    private static ObjectNode eventGrid(OutboxEvent event, JsonNode data, ObjectMapper json) {
        ObjectNode node = json.createObjectNode()
                .put("id", event.id())
                .put("topic", event.source())
                .put("subject", event.subject())
                .put("eventType", event.type())
                .put("eventTime", event.time().toString())
                .put("dataVersion", "1.0")
                .put("metadataVersion", "1");
        return node.set("data", data);
    }
}
