package dev.tandem.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.streaming.StreamAction.Refuse;
import java.util.List;
import java.util.Optional;

/** JSON as the dialects read and write it. Pure. */
final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static List<StreamAction> send(ObjectNode message) {
        return List.of(new StreamAction.SendText(message.toString()));
    }

    /** The object a message is; empty when it is no JSON or no object. */
    static Optional<JsonNode> read(String message) {
        try {
            JsonNode node = JSON.readTree(message);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException garbage) {
            return Optional.empty();
        }
    }

    /** The text of a member; empty when there is none. */
    static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    static List<StreamAction> refuse(String why) {
        return List.of(new Refuse(why));
    }
}
