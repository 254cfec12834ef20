package dev.tandem.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, in a form that outlives the process.
 *
 * @param status HTTP status
 * @param headers those the operation set
 * @param body the body's text; none if there was none
 */
record KeptAnswer(
        int status,
        Map<String, List<String>> headers,
        @Nullable String body) {

    /** Of what a resource method returned. */
    static KeptAnswer of(@Nullable Object returned, ObjectMapper json) {
        if (!(returned instanceof Response response)) {
            return new KeptAnswer(returned == null ? 204 : 200, Map.of(), text(returned, json));
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.getHeaders()
                .forEach((name, values) ->
                        headers.put(name, values.stream().map(Object::toString).toList()));
        return new KeptAnswer(response.getStatus(), headers, text(response.getEntity(), json));
    }

    /** The response it was. */
    Response response() {
        Response.ResponseBuilder again = Response.status(status);
        headers.forEach((name, values) -> values.forEach(value -> again.header(name, value)));
        if (body != null && !headers.containsKey(HttpHeaders.CONTENT_TYPE)) {
            again.type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"));
        }
        return again.entity(body).build();
    }

    /** As text, for the store. */
    String write(ObjectMapper json) {
        try {
            return json.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers and texts are always writable", impossible);
        }
    }

    /** Back from the store. */
    static KeptAnswer read(String text, ObjectMapper json) {
        try {
            return json.readValue(text, KeptAnswer.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("an answer we kept cannot be read", notOurs);
        }
    }

    @Override
    public String toString() {
        return "KeptAnswer[status=" + status + "]";
    }

    private static @Nullable String text(@Nullable Object entity, ObjectMapper json) {
        if (entity == null || entity instanceof String) {
            return (String) entity;
        }
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("the answer of a repeatable request must be JSON", unwritable);
        }
    }
}
