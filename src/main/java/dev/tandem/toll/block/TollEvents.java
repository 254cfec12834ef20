package dev.tandem.toll.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollCall;
import dev.tandem.toll.TollTrip;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes {@code Tandem.FraudSuspected}. Thread-safe. */
@Singleton
class TollEvents {

    static final String SUSPECTED = "Tandem.FraudSuspected";

    private final ObjectMapper json;

    TollEvents(ObjectMapper json) {
        this.json = json;
    }

    OutboxEvent suspected(TollTrip trip) {
        TollCall call = trip.call();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("payer", call.payer().name());
        data.put("kind", kind(call.payer()));
        data.put("rule", trip.rule().wire());
        data.put("reason", trip.why());
        data.put("destination", call.destination());
        data.put("callerId", call.callerId());
        data.put("trunk", call.trunk());
        data.put("blocked", trip.blocks());
        return new OutboxEvent(
                UUID.randomUUID().toString(),
                call.payer().tenant(),
                call.payer().name(),
                new EventDestination.Subscriptions(),
                SUSPECTED,
                "/toll",
                "payer/" + call.payer().name(),
                write(data),
                trip.at());
    }

    static String kind(Payer payer) {
        return payer.kind().name().toLowerCase(Locale.ROOT);
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event of ours has no JSON", impossible);
        }
    }
}
