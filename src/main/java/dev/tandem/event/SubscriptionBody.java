package dev.tandem.event;

import dev.tandem.acs.AcsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on the wire.
 *
 * @param name only in answers; requests name it in the path
 * @param endpoint https URL that events are posted to
 * @param includedEventTypes which types; absent: all
 * @param filters all must pass
 * @param schema cloudEvents (default) or eventGrid
 * @param secret {@code whsec_…}; answered only when it was made or changed
 * @param createdAt when it was made
 */
@Schema(name = "EventSubscription")
public record SubscriptionBody(
        @Schema(readOnly = true) @Nullable String name,
        @Schema(required = true) @Nullable String endpoint,
        @Nullable List<String> includedEventTypes,
        @Nullable List<Filter> filters,

        @Schema(enumeration = {"cloudEvents", "eventGrid"}) @Nullable String schema,

        @Nullable String secret,
        @Schema(readOnly = true) @Nullable Instant createdAt) {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)+");
    private static final int TYPES_MAX = 50;
    private static final int FILTERS_MAX = 25;
    private static final int VALUES_MAX = 25;
    private static final int CHARS_MAX = 512;
    private static final int ENDPOINT_CHARS_MAX = 2_048;

    /**
     * A condition on the wire.
     *
     * @param key e.g. {@code data.to}
     * @param operator e.g. {@code StringBeginsWith}
     * @param values one of them suffices
     */
    @Schema(name = "EventFilter")
    public record Filter(
            @Nullable String key,
            @Nullable String operator,
            @Nullable List<String> values) {}

    static SubscriptionBody of(Subscription subscription, Optional<String> secret) {
        return new SubscriptionBody(
                subscription.name(),
                subscription.endpoint().toString(),
                subscription.types().isEmpty() ? null : List.copyOf(subscription.types()),
                subscription.filters().isEmpty() ? null : filters(subscription),
                subscription.envelope().wire(),
                secret.orElse(null),
                subscription.createdAt());
    }

    private static List<Filter> filters(Subscription subscription) {
        return subscription.filters().stream()
                .map(filter -> new Filter(filter.key(), filter.operator().wire(), filter.values()))
                .toList();
    }

    URI readEndpoint() {
        if (endpoint == null || endpoint.length() > ENDPOINT_CHARS_MAX) {
            throw AcsException.badRequest("The endpoint must be an https URL.", "endpoint");
        }
        try {
            return new URI(endpoint);
        } catch (URISyntaxException malformed) {
            throw AcsException.badRequest("The endpoint is not a URL.", "endpoint");
        }
    }

    Envelope readEnvelope() {
        return Envelope.of(schema == null ? Envelope.CLOUD_EVENT.wire() : schema)
                .orElseThrow(() -> AcsException.badRequest("The schema is cloudEvents or eventGrid.", "schema"));
    }

    Set<String> readTypes() {
        List<String> types = includedEventTypes == null ? List.of() : includedEventTypes;
        boolean valid = types.size() <= TYPES_MAX
                && types.stream()
                        .allMatch(type -> type != null && TYPE.matcher(type).matches());
        if (!valid) {
            throw AcsException.badRequest(
                    "At most " + TYPES_MAX + " event types, each such as Microsoft.Communication.IncomingCall.",
                    "includedEventTypes");
        }
        return new LinkedHashSet<>(types);
    }

    List<EventFilter> readFilters() {
        List<Filter> conditions = filters == null ? List.of() : filters;
        if (conditions.size() > FILTERS_MAX) {
            throw AcsException.badRequest("At most " + FILTERS_MAX + " filters.", "filters");
        }
        return conditions.stream().map(SubscriptionBody::readFilter).toList();
    }

    private static EventFilter readFilter(@Nullable Filter filter) {
        if (filter == null
                || filter.key() == null
                || filter.key().isEmpty()
                || filter.key().length() > CHARS_MAX) {
            throw AcsException.badRequest("A filter needs a key such as data.to or subject.", "filters");
        }
        EventFilter.Operator operator = EventFilter.Operator.of(String.valueOf(filter.operator()))
                .orElseThrow(() -> AcsException.badRequest(
                        "A filter's operator is one of StringIn, StringBeginsWith, StringEndsWith, StringContains, and"
                                + " the same with Not.",
                        "filters"));
        List<String> values = filter.values() == null ? List.of() : filter.values();
        boolean valid = !values.isEmpty()
                && values.size() <= VALUES_MAX
                && values.stream().allMatch(value -> value != null && value.length() <= CHARS_MAX);
        if (!valid) {
            throw AcsException.badRequest("A filter needs 1 to " + VALUES_MAX + " values.", "filters");
        }
        return new EventFilter(filter.key(), operator, List.copyOf(values));
    }

    Optional<String> readSecret() {
        if (secret != null && !SigningSecrets.isValid(secret)) {
            throw AcsException.badRequest("The secret must be whsec_ and Base64 of 24 to 64 bytes.", "secret");
        }
        return Optional.ofNullable(secret);
    }

    @Override
    public String toString() {
        return "SubscriptionBody[" + name + "]";
    }
}
