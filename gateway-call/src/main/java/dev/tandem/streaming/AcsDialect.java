package dev.tandem.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;

/**
 * Audio streaming as Azure Communication Services does it: JSON discriminated by {@code kind}, 16-bit PCM in Base64. Its
 * SDKs disagree about capital letters, so both are understood from bots. It knows no marks.
 */
final class AcsDialect implements Dialect {
    private final StreamOptions options;
    private final String subscriptionId;

    AcsDialect(StreamOptions options, String subscriptionId) {
        this.options = options;
        this.subscriptionId = subscriptionId;
    }

    @Override
    public List<StreamAction> opened(long nowMillis) {
        ObjectNode metadata = Messages.object()
                .put("subscriptionId", subscriptionId)
                .put("encoding", "PCM")
                .put("sampleRate", options.sampleRateHz())
                .put("channels", 1)
                .put("length", options.sampleRateHz() / 50 * 2);
        return send("AudioMetadata", "audioMetadata", metadata);
    }

    @Override
    public List<StreamAction> heard(short[] frame, String participant, long nowMillis) {
        ObjectNode data = Messages.object()
                .put("timestamp", Instant.ofEpochMilli(nowMillis).toString())
                .put("data", Base64.getEncoder().encodeToString(Samples.linear(frame)))
                .put("silent", Samples.silent(frame));
        if (!participant.isEmpty()) {
            data.put("participantRawID", participant);
        }
        return send("AudioData", "audioData", data);
    }

    @Override
    public List<StreamAction> digit(char digit) {
        return send("DtmfData", "dtmfData", Messages.object().put("data", String.valueOf(digit)));
    }

    private static List<StreamAction> send(String kind, String member, ObjectNode body) {
        ObjectNode message = Messages.object().put("kind", kind);
        message.set(member, body);
        return Messages.send(message);
    }

    @Override
    public List<StreamAction> marked(String name, boolean said) {
        return List.of();
    }

    @Override
    public List<StreamAction> closing() {
        return List.of();
    }

    @Override
    public List<StreamAction> text(String message) {
        JsonNode node = Messages.read(message).orElse(MissingNode.getInstance());
        String kind = member(node, "kind").asText("").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "audiodata" -> audio(member(member(node, "audioData"), "data"));
            case "stopaudio" -> List.of(new StreamAction.Clear());
            case "" -> Messages.refuse("a message is no JSON object with a kind");
            // Kinds that are new to us are none of our business.
            default -> List.of();
        };
    }

    private static List<StreamAction> audio(JsonNode data) {
        if (!data.isTextual()) {
            return Messages.refuse("an AudioData message has no audioData.data");
        }
        byte[] octets = Samples.decoded(data.textValue()).orElse(null);
        if (octets == null || octets.length % 2 != 0) {
            return Messages.refuse("audioData.data is not Base64 of 16-bit samples");
        }
        return List.of(new StreamAction.Say(Samples.ofLinear(ByteBuffer.wrap(octets))));
    }

    private static JsonNode member(JsonNode node, String name) {
        for (Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    @Override
    public List<StreamAction> binary(ByteBuffer message) {
        return Messages.refuse("audio travels as Base64 in text messages here, not in binary ones");
    }
}
