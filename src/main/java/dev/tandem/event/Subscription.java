package dev.tandem.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.call.OutboxEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who wants which events.
 *
 * @param name its name in the tenant
 * @param endpoint where to post them
 * @param envelope how they are wrapped
 * @param types which types; none: all
 * @param filters all of them must pass
 * @param signing the secrets its deliveries are signed with
 * @param createdAt when it was made
 */
record Subscription(
        String name,
        URI endpoint,
        Envelope envelope,
        Set<String> types,
        List<EventFilter> filters,
        SigningSecrets signing,
        Instant createdAt) {

    /** The same with other secrets. */
    Subscription with(SigningSecrets secrets) {
        return new Subscription(name, endpoint, envelope, types, filters, secrets, createdAt);
    }

    /** Whether it wants an event. */
    boolean wants(OutboxEvent event, JsonNode data) {
        return (types.isEmpty() || types.contains(event.type()))
                && filters.stream().allMatch(filter -> filter.passes(event, data));
    }
}
