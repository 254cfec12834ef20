package dev.tandem.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView.LegView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Legs and trace as the JSON that is stored beside a call record. */
@ApplicationScoped
class LegsJson {

    private static final int LEGS_MAX = 20;
    private static final int TRACE_CHARS_MAX = 60_000;

    private final ObjectMapper json;

    LegsJson(ObjectMapper json) {
        this.json = json;
    }

    String write(List<LegView> legs) {
        return text(legs.subList(0, Math.min(legs.size(), LEGS_MAX)));
    }

    List<LegView> read(String legs) {
        return parse(legs, new TypeReference<>() {});
    }

    /** The trace; its later half is left out until it fits. */
    String writeTrace(List<CallTrace.Step> steps) {
        String written = text(steps);
        return written.length() <= TRACE_CHARS_MAX ? written : writeTrace(steps.subList(0, steps.size() / 2));
    }

    List<CallTrace.Step> readTrace(String trace) {
        return parse(trace, new TypeReference<>() {});
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("cannot write JSON", fault);
        }
    }

    private <T> T parse(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("a stored call record is damaged", fault);
        }
    }
}
