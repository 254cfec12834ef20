package dev.tandem.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Twilio Media Streams: JSON discriminated by {@code event}, µ-law at 8 kHz in Base64. What the bot hears is the inbound
 * track. A mark comes back when it is reached, and also when it is cleared.
 */
final class TwilioDialect implements Dialect {
    private static final String ACCOUNT = "AC00000000000000000000000000000000";

    private final StreamOptions options;
    private final String streamSid;
    private long openedMillis;
    private int sequence;
    private int chunk;

    TwilioDialect(StreamOptions options, String streamId) {
        this.options = options;
        streamSid = "MZ" + streamId.replace("-", "");
    }

    @Override
    public List<StreamAction> opened(long nowMillis) {
        openedMillis = nowMillis;
        ObjectNode connected = Messages.object()
                .put("event", "connected")
                .put("protocol", "Call")
                .put("version", "1.0.0");
        List<StreamAction> actions = new ArrayList<>(Messages.send(connected));
        actions.addAll(send("start", start()));
        return actions;
    }

    private ObjectNode start() {
        ObjectNode start = Messages.object()
                .put("accountSid", ACCOUNT)
                .put("streamSid", streamSid)
                .put("callSid", options.callId());
        start.putArray("tracks").add("inbound");
        start.putObject("mediaFormat")
                .put("encoding", "audio/x-mulaw")
                .put("sampleRate", options.sampleRateHz())
                .put("channels", 1);
        ObjectNode parameters = start.putObject("customParameters");
        options.parameters().forEach(parameters::put);
        return start;
    }

    private List<StreamAction> send(String event, ObjectNode body) {
        ObjectNode message = Messages.object().put("event", event).put("sequenceNumber", String.valueOf(++sequence));
        message.set(event, body);
        return Messages.send(message.put("streamSid", streamSid));
    }

    @Override
    public List<StreamAction> heard(short[] frame, String participant, long nowMillis) {
        return send(
                "media",
                Messages.object()
                        .put("track", "inbound")
                        .put("chunk", String.valueOf(++chunk))
                        .put("timestamp", String.valueOf(nowMillis - openedMillis))
                        .put("payload", Base64.getEncoder().encodeToString(Samples.muLaw(frame))));
    }

    @Override
    public List<StreamAction> digit(char digit) {
        return send("dtmf", Messages.object().put("track", "inbound_track").put("digit", String.valueOf(digit)));
    }

    @Override
    public List<StreamAction> marked(String name, boolean said) {
        return send("mark", Messages.object().put("name", name));
    }

    @Override
    public List<StreamAction> closing() {
        return send("stop", Messages.object().put("accountSid", ACCOUNT).put("callSid", options.callId()));
    }

    @Override
    public List<StreamAction> text(String message) {
        JsonNode node = Messages.read(message).orElse(MissingNode.getInstance());
        String stream = Messages.text(node, "streamSid");
        if (!stream.isEmpty() && !stream.equals(streamSid)) {
            return Messages.refuse("streamSid is not the one of this stream");
        }
        return switch (Messages.text(node, "event")) {
            case "media" -> media(node.path("media").path("payload"));
            case "mark" -> mark(Messages.text(node.path("mark"), "name"));
            case "clear" -> List.of(new StreamAction.Clear());
            case "" -> Messages.refuse("a message is no JSON object with an event");
            // Events that are new to us are none of our business.
            default -> List.of();
        };
    }

    private static List<StreamAction> media(JsonNode payload) {
        if (!payload.isTextual()) {
            return Messages.refuse("a media message has no media.payload");
        }
        return Samples.decoded(payload.textValue())
                .<List<StreamAction>>map(octets -> List.of(new StreamAction.Say(Samples.ofMuLaw(octets))))
                .orElseGet(() -> Messages.refuse("media.payload is not Base64"));
    }

    private static List<StreamAction> mark(String name) {
        return name.isEmpty()
                ? Messages.refuse("a mark message has no mark.name")
                : List.of(new StreamAction.Mark(name));
    }

    @Override
    public List<StreamAction> binary(ByteBuffer message) {
        return Messages.refuse("audio travels as Base64 in text messages here, not in binary ones");
    }
}
