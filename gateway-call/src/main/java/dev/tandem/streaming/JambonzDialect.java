package dev.tandem.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * jambonz' {@code listen} with {@code bidirectionalAudio.streaming}: one JSON message about the call, then 16-bit samples
 * in binary messages both ways, and JSON discriminated by {@code type} for control. Samples may be cut anywhere.
 *
 * <p>{@code playAudio} is understood for raw samples at the stream's own rate; its end is told by {@code playDone}.
 */
final class JambonzDialect implements Dialect {
    private static final String PLAYED = "\u0000play:";

    private final StreamOptions options;
    /** The first half of a sample whose second half has not come; -1 when there is none. */
    private int half = -1;

    JambonzDialect(StreamOptions options) {
        this.options = options;
    }

    @Override
    public List<StreamAction> opened(long nowMillis) {
        ObjectNode metadata = Messages.object();
        options.parameters().forEach(metadata::put);
        return Messages.send(metadata.put("callSid", options.callId())
                .put("sampleRate", options.sampleRateHz())
                .put("mixType", "mono"));
    }

    @Override
    public List<StreamAction> heard(short[] frame, String participant, long nowMillis) {
        return List.of(new StreamAction.SendBinary(ByteBuffer.wrap(Samples.linear(frame))));
    }

    @Override
    public List<StreamAction> digit(char digit) {
        return Messages.send(Messages.object()
                .put("event", "dtmf")
                .put("dtmf", String.valueOf(digit))
                .put("duration", "800"));
    }

    @Override
    public List<StreamAction> marked(String name, boolean said) {
        return name.startsWith(PLAYED)
                ? tell("playDone", Messages.object().put("id", name.substring(PLAYED.length())))
                : tell("mark", Messages.object().put("name", name).put("event", said ? "playout" : "cleared"));
    }

    private static List<StreamAction> tell(String type, ObjectNode data) {
        ObjectNode message = Messages.object().put("type", type);
        message.set("data", data);
        return Messages.send(message);
    }

    @Override
    public List<StreamAction> closing() {
        return List.of();
    }

    @Override
    public List<StreamAction> text(String message) {
        JsonNode node = Messages.read(message).orElse(MissingNode.getInstance());
        return switch (Messages.text(node, "type")) {
            case "mark" -> mark(Messages.text(node.path("data"), "name"));
            case "playAudio" -> play(node.path("data"));
            case "killAudio" -> List.of(new StreamAction.Clear());
            case "disconnect" -> List.of(new StreamAction.Finish());
            case "" -> Messages.refuse("a message is no JSON object with a type");
            // Commands that are new to us are none of our business.
            default -> List.of();
        };
    }

    private static List<StreamAction> mark(String name) {
        return name.isEmpty() || name.startsWith(PLAYED)
                ? Messages.refuse("a mark command has no data.name")
                : List.of(new StreamAction.Mark(name));
    }

    private List<StreamAction> play(JsonNode data) {
        if (!Messages.text(data, "audioContentType").equals("raw")
                || data.path("sampleRate").asInt() != options.sampleRateHz()) {
            return Messages.refuse("playAudio is understood as raw samples at " + options.sampleRateHz() + " Hz only");
        }
        byte[] octets = Samples.decoded(Messages.text(data, "audioContent")).orElse(null);
        if (octets == null || octets.length % 2 != 0) {
            return Messages.refuse("data.audioContent is not Base64 of 16-bit samples");
        }
        List<StreamAction> actions = new ArrayList<>();
        if (!data.path("queuePlay").asBoolean()) {
            actions.add(new StreamAction.Clear());
        }
        actions.add(new StreamAction.Say(Samples.ofLinear(ByteBuffer.wrap(octets))));
        actions.add(new StreamAction.Mark(PLAYED + Messages.text(data, "id")));
        return actions;
    }

    @Override
    public List<StreamAction> binary(ByteBuffer message) {
        ByteBuffer octets = message;
        if (half >= 0) {
            octets = ByteBuffer.allocate(1 + message.remaining());
            octets.put((byte) half).put(message.duplicate()).flip();
        }
        half = octets.remaining() % 2 == 0 ? -1 : octets.get(octets.limit() - 1) & 0xFF;
        return List.of(new StreamAction.Say(Samples.ofLinear(octets)));
    }
}
