package dev.tandem.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.config.TandemConfig;
import dev.tandem.host.PublicUrl;
import dev.tandem.outbound.client.OutboundClient;
import dev.tandem.outbound.client.OutboundClient.NoReply;
import dev.tandem.outbound.client.OutboundClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Asks an endpoint whether it wants events at all, so that nobody is flooded who did not ask: by the validation event of
 * Event Grid's own schema, or by the OPTIONS request of the CloudEvents webhook specification (section 4.1). Blocks.
 */
@ApplicationScoped
public class SubscriptionHandshake {

    private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final int REPLY_OCTETS_MAX = 16_384;

    private final OutboundClient client;
    private final ObjectMapper json;
    private final PublicUrl publicUrl;
    private final TandemConfig config;
    private final Clock clock;

    SubscriptionHandshake(
            OutboundClient client, ObjectMapper json, PublicUrl publicUrl, TandemConfig config, Clock clock) {
        this.client = client;
        this.json = json;
        this.publicUrl = publicUrl;
        this.config = config;
        this.clock = clock;
    }

    /** What is wrong with the endpoint; empty when it agreed. */
    Optional<String> objection(String name, URI endpoint, Envelope envelope) {
        try {
            return envelope == Envelope.EVENT_GRID ? byEvent(name, endpoint) : byOptions(endpoint);
        } catch (CompletionException failed) {
            return Optional.of(
                    failed.getCause() instanceof NoReply fault
                            ? String.valueOf(fault.getMessage())
                            : failed.toString());
        }
    }

    private Optional<String> byEvent(String name, URI endpoint) {
        String code = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of(
                "content-type",
                Envelope.EVENT_GRID.contentType(),
                "aeg-event-type",
                "SubscriptionValidation",
                "aeg-subscription-name",
                name);
        Reply reply = ask(HttpMethod.POST, endpoint, headers, validation(name, code));
        if (!reply.isSuccess()) {
            return Optional.of("The endpoint answered the validation event with " + reply.status() + ".");
        }
        return code.equals(read(reply).path("validationResponse").asText())
                ? Optional.empty()
                : Optional.of("The endpoint did not answer {\"validationResponse\": <the code it was sent>}.");
    }

    private String validation(String name, String code) {
        ObjectNode event = json.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("topic", publicUrl.of("/eventSubscriptions/" + name))
                .put("subject", "")
                .put("eventType", VALIDATION)
                .put("eventTime", clock.instant().toString())
                .put("metadataVersion", "1")
                .put("dataVersion", "2");
        event.putObject("data").put("validationCode", code);
        return json.createArrayNode().add(event).toString();
    }

    private JsonNode read(Reply reply) {
        try {
            return json.readTree(reply.body().toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return json.missingNode();
        }
    }

    private Optional<String> byOptions(URI endpoint) {
        String origin = URI.create(publicUrl.of("")).getHost();
        Reply reply = ask(HttpMethod.OPTIONS, endpoint, Map.of("webhook-request-origin", origin), "");
        String allowed = reply.headers().getOrDefault("webhook-allowed-origin", "");
        if (reply.isSuccess() && (allowed.equals("*") || allowed.equalsIgnoreCase(origin))) {
            return Optional.empty();
        }
        return Optional.of("The endpoint answered OPTIONS with " + reply.status()
                + " and without WebHook-Allowed-Origin: " + origin + ".");
    }

    private Reply ask(HttpMethod method, URI endpoint, Map<String, String> headers, String body) {
        Future<Reply> reply = client.send(
                method,
                endpoint,
                headers,
                Buffer.buffer(body),
                REPLY_OCTETS_MAX,
                config.events().timeout());
        return reply.toCompletionStage().toCompletableFuture().join();
    }
}
