package dev.tandem.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.EventDestination;
import dev.tandem.call.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Writes one row an event and receiver; the {@link Courier} hears of them when they are committed. */
@ApplicationScoped
public class TransactionalOutbox implements EventOutbox {

    private final OutboxRows rows;
    private final Subscriptions subscriptions;
    private final ObjectMapper json;
    private final CommittedRows committed;

    TransactionalOutbox(OutboxRows rows, Subscriptions subscriptions, ObjectMapper json, CommittedRows committed) {
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.json = json;
        this.committed = committed;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public int append(OutboxEvent event) {
        if (event.destination() instanceof EventDestination.Callback callback) {
            store(callback(event, callback.uri()));
            return 1;
        }
        JsonNode data = data(event);
        List<Subscription> wanting = subscriptions.all(event.tenant()).stream()
                .filter(subscription -> subscription.wants(event, data))
                .toList();
        wanting.forEach(subscription -> store(notification(event, subscription)));
        return wanting.size();
    }

    private void store(OutboxRow row) {
        committed.add(rows.add(row));
    }

    private OutboxRow callback(OutboxEvent event, URI uri) {
        OutboxRow row = row(event, uri, Envelope.CLOUD_EVENT_ARRAY);
        row.lane = digest("callback " + uri + " " + event.orderingKey());
        return row;
    }

    private OutboxRow notification(OutboxEvent event, Subscription subscription) {
        OutboxRow row = row(event, subscription.endpoint(), subscription.envelope());
        row.subscription = subscription.name();
        row.lane = digest("subscription " + subscription.name() + " " + event.orderingKey());
        return row;
    }

    private OutboxRow row(OutboxEvent event, URI endpoint, Envelope envelope) {
        OutboxRow row = new OutboxRow();
        row.tenant = event.tenant();
        row.receiver = endpoint.getScheme() + "://" + endpoint.getHost() + ":" + endpoint.getPort();
        row.endpoint = endpoint.toString();
        row.envelope = envelope;
        row.eventId = event.id();
        row.type = event.type();
        row.body = envelope.wrap(event, json);
        return row;
    }

    private JsonNode data(OutboxEvent event) {
        try {
            return json.readTree(event.data());
        } catch (JsonProcessingException ours) {
            throw new IllegalArgumentException("the data of event " + event.id() + " is not JSON", ours);
        }
    }

    private static String digest(String text) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
