package dev.tandem.event;

import dev.tandem.config.TandemConfig;
import dev.tandem.outbound.client.OutboundClient;
import dev.tandem.outbound.client.OutboundClient.NoReply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Posts one stored event to its receiver: signed as Standard Webhooks has it, with a JWT where one is configured. Blocks on
 * the database: workers only; the reply comes on a Vert.x thread.
 */
@ApplicationScoped
public class Webhook {

    private static final int REPLY_OCTETS_MAX = 1_024;

    private final OutboundClient client;
    private final Subscriptions subscriptions;
    private final CallbackSigning callbacks;
    private final EventTokens tokens;
    private final TandemConfig config;
    private final Clock clock;

    Webhook(
            OutboundClient client,
            Subscriptions subscriptions,
            CallbackSigning callbacks,
            EventTokens tokens,
            TandemConfig config,
            Clock clock) {
        this.client = client;
        this.subscriptions = subscriptions;
        this.callbacks = callbacks;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /** Delivers a row once. */
    Future<Verdict> deliver(OutboxRow row, int attempt) {
        Optional<Subscription> subscription =
                Optional.ofNullable(row.subscription).flatMap(name -> subscriptions.find(row.tenant, name));
        Optional<SigningSecrets> signing =
                row.subscription == null ? callbacks.find(row.tenant) : subscription.map(Subscription::signing);
        Map<String, String> headers = headers(row, attempt, signing);
        // Where the subscription points now: a mended endpoint gets what is still on its way.
        URI endpoint = subscription.map(Subscription::endpoint).orElseGet(() -> URI.create(row.endpoint));
        return client.send(
                        HttpMethod.POST,
                        endpoint,
                        headers,
                        Buffer.buffer(row.body),
                        REPLY_OCTETS_MAX,
                        config.events().timeout())
                .map(Verdict::of)
                .recover(fault -> Future.succeededFuture(Verdict.of((NoReply) fault)));
    }

    private Map<String, String> headers(OutboxRow row, int attempt, Optional<SigningSecrets> signing) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", row.envelope.contentType());
        headers.put("webhook-id", row.eventId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        signing.ifPresent(secrets -> headers.put("webhook-signature", secrets.sign(row.eventId, now, row.body)));
        tokens.current().ifPresent(token -> headers.put("authorization", "Bearer " + token));
        if (row.subscription != null) {
            headers.put("aeg-event-type", "Notification");
            headers.put("aeg-subscription-name", row.subscription);
            headers.put("aeg-delivery-count", Integer.toString(attempt - 1));
        }
        return headers;
    }
}
