package dev.tandem.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.application.Connection.Asked;
import dev.tandem.call.Applications;
import dev.tandem.call.CallFact;
import dev.tandem.call.EndReason;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import dev.tandem.call.PartyId;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the events of Azure Communication Services' Call Automation and Event Grid. Thread-safe. */
public final class Reports implements Applications {

    private static final String TYPE = "Microsoft.Communication.";
    private static final String VERSION = "2023-03-06";

    private final ObjectMapper json;
    private final Clock clock;
    private final IncomingCallContexts contexts;

    /** Events with times of {@code clock} and offers signed by {@code contexts}. */
    public Reports(ObjectMapper json, Clock clock, IncomingCallContexts contexts) {
        this.json = json;
        this.clock = clock;
        this.contexts = contexts;
    }

    /** One member of the participants that ParticipantsUpdated lists, and REST. */
    public record ParticipantView(
            Identifier identifier,
            @JsonProperty("isMuted") boolean isMuted,
            @JsonProperty("isOnHold") boolean isOnHold) {}

    /** The call's ids that every event carries. */
    public record CallIds(String callId, String tenant) {}

    /**
     * What happened to something an application asked for.
     *
     * @param type the name of an event of Azure Communication Services; one of our own has a dot in it
     */
    OutboxEvent about(CallIds call, Asked asked, String type, ResultInformation result, Map<String, Object> more) {
        Map<String, Object> data = common(call.callId(), asked.by().id(), more, result);
        asked.operationContext().ifPresent(context -> data.put("operationContext", context));
        data.put("version", VERSION);
        data.put("publicEventType", typeOf(type));
        String source = "calling/callConnections/" + asked.by().id();
        return event(call, asked.destination(), type, source, source, data);
    }

    /** That a call is over because the gateway died; for a connection that was attached to it. */
    public OutboxEvent lost(String tenant, String callId, CallFact.Attached attached) {
        Map<String, Object> data = new LinkedHashMap<>();
        attached.operationContext().ifPresent(context -> data.put("operationContext", context));
        ResultInformation why = ResultInformation.of(EndReason.RESTART, 503, "The gateway was restarted.");
        String source = "calling/callConnections/" + attached.id();
        return event(
                new CallIds(callId, tenant),
                new EventDestination.Callback(attached.callbackUri()),
                "CallDisconnected",
                source,
                source,
                common(callId, attached.id(), data, why));
    }

    private static Map<String, Object> common(
            String callId, String connectionId, Map<String, Object> more, ResultInformation result) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("callConnectionId", connectionId);
        data.put("serverCallId", callId);
        data.put("correlationId", callId);
        data.put("resultInformation", result);
        data.putAll(more);
        return data;
    }

    /** How a recording stands, for whoever gave a callback for it alone. */
    OutboxEvent recordingState(CallIds call, URI callbackUri, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>(more);
        data.put("serverCallId", call.callId());
        data.put("correlationId", call.callId());
        data.put("resultInformation", ResultInformation.success());
        String source = "calling/recordings/" + more.get("recordingId");
        EventDestination destination = new EventDestination.Callback(callbackUri);
        return event(call, destination, "RecordingStateChanged", source, source, data);
    }

    OutboxEvent participantsUpdated(CallIds call, Connection connection, List<ParticipantView> participants) {
        return about(
                call,
                Asked.by(connection),
                "ParticipantsUpdated",
                ResultInformation.success(),
                Map.of("sequenceNumber", connection.nextUpdate(), "participants", participants));
    }

    @Override
    public OutboxEvent incomingCall(Offer offer) {
        PartyId from = PartyId.of(offer.caller());
        PartyId to = PartyId.phone(offer.dialled());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("to", Identifier.of(to));
        data.put("from", Identifier.of(from));
        data.put("serverCallId", offer.callId());
        data.put("callerDisplayName", offer.callerName());
        data.put("customContext", Map.of("sipHeaders", Map.of(), "voipHeaders", Map.of()));
        data.put("incomingCallContext", contexts.write(offer.tenant(), offer.callId()));
        data.put("correlationId", offer.callId());
        String subject = "/caller/" + from + "/recipient/" + to;
        CallIds ids = new CallIds(offer.callId(), offer.tenant());
        return event(
                ids,
                new EventDestination.Subscriptions(),
                "IncomingCall",
                "/applications/" + offer.application(),
                subject,
                data);
    }

    private OutboxEvent event(
            CallIds call,
            EventDestination destination,
            String type,
            String source,
            String subject,
            Map<String, Object> data) {
        return new OutboxEvent(
                UUID.randomUUID().toString(),
                call.tenant(),
                call.callId(),
                destination,
                typeOf(type),
                source,
                subject,
                write(data),
                clock.instant());
    }

    private static String typeOf(String name) {
        return name.contains(".") ? name : TYPE + name;
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event of ours has no JSON", impossible);
        }
    }
}
