package dev.tandem.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.call.OutboxEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * One condition of a subscription, in the words of Event Grid's advanced filters.
 *
 * @param key what is looked at: {@code subject}, {@code eventType}, or a path such as {@code data.to.rawId}; a phone number
 *     is also {@code data.to} or {@code data.from} itself
 * @param operator how it is compared; letter case does not count
 * @param values with what: one of them suffices
 */
public record EventFilter(String key, Operator operator, List<String> values) {

    /** Comparisons, as Event Grid names them. */
    public enum Operator {
        STRING_IN("StringIn", String::equals, false),
        STRING_NOT_IN("StringNotIn", String::equals, true),
        STRING_BEGINS_WITH("StringBeginsWith", String::startsWith, false),
        STRING_NOT_BEGINS_WITH("StringNotBeginsWith", String::startsWith, true),
        STRING_ENDS_WITH("StringEndsWith", String::endsWith, false),
        STRING_NOT_ENDS_WITH("StringNotEndsWith", String::endsWith, true),
        STRING_CONTAINS("StringContains", String::contains, false),
        STRING_NOT_CONTAINS("StringNotContains", String::contains, true);

        private final String wire;

        @SuppressWarnings("ImmutableEnumChecker") // Method references hold no state.
        private final BiPredicate<String, String> comparison;

        private final boolean negated;

        Operator(String wire, BiPredicate<String, String> comparison, boolean negated) {
            this.wire = wire;
            this.comparison = comparison;
            this.negated = negated;
        }

        /** The name on the wire. */
        public String wire() {
            return wire;
        }

        /** The operator of that name, in either letter case. */
        static Optional<Operator> of(String wire) {
            return Stream.of(values())
                    .filter(operator -> operator.wire.equalsIgnoreCase(wire))
                    .findFirst();
        }
    }

    /** Whether an event passes; one without the key passes the negated operators only, as in Event Grid. */
    boolean passes(OutboxEvent event, JsonNode data) {
        Optional<String> found = find(event, data).map(text -> text.toLowerCase(Locale.ROOT));
        boolean any = found.isPresent()
                && values.stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .anyMatch(value -> operator.comparison.test(found.get(), value));
        return any != operator.negated;
    }

    private Optional<String> find(OutboxEvent event, JsonNode data) {
        if (key.equals("subject")) {
            return Optional.of(event.subject());
        }
        if (key.equalsIgnoreCase("eventType") || key.equals("type")) {
            return Optional.of(event.type());
        }
        JsonNode node = data.at("/" + key.replaceFirst("^data\\.", "").replace('.', '/'));
        JsonNode text = node.isObject() ? identifier(node) : node;
        return text.isValueNode() && !text.isNull() ? Optional.of(text.asText()) : Optional.empty();
    }

    /** Of a communication identifier: the number where it is one, else the raw id. */
    private static JsonNode identifier(JsonNode node) {
        JsonNode number = node.at("/phoneNumber/value");
        return number.isMissingNode() ? node.path("rawId") : number;
    }
}
