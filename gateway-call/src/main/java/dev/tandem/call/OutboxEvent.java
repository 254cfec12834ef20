package dev.tandem.call;

import java.time.Instant;

/**
 * One event, still without the envelope of CloudEvents 1.0 or Event Grid.
 *
 * @param id the same on every delivery of it
 * @param tenant whose
 * @param orderingKey events with the same key reach an endpoint in the order they were appended: the id of a call
 * @param destination who gets it
 * @param type e.g. {@code Microsoft.Communication.CallConnected}
 * @param source the CloudEvents source, e.g. {@code calling/callConnections/{id}}
 * @param subject the subject of either envelope
 * @param data a JSON object, as it stands under {@code data}
 * @param time when the fact happened
 */
public record OutboxEvent(
        String id,
        String tenant,
        String orderingKey,
        EventDestination destination,
        String type,
        String source,
        String subject,
        String data,
        Instant time) {}
