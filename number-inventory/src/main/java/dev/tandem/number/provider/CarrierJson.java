package dev.tandem.number.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is said between Tandem and a carrier's number API, as JSON. What makes no sense reads as nothing. */
final class CarrierJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a column of prices holds. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,4})?");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private CarrierJson() {}

    /** A number on offer. */
    record Item(E164 number, Capabilities capabilities, Price price) {}

    /** The word for a constant: {@code inbound-outbound}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An order that shall be held, purchased or cancelled. */
    static String order(String id, OrderState state, List<E164> numbers, @Nullable Instant until) {
        ObjectNode order = JSON.createObjectNode().put("id", id).put("state", word(state));
        numbers.forEach(number -> order.withArray("numbers").add(number.value()));
        if (until != null) {
            order.put("heldUntil", until.toString());
        }
        try {
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How an order stands. An answer that does not name the order is none. */
    static OrderState state(String body, String id, List<E164> numbers) {
        JsonNode order = read(body);
        if (!order.path("id").asText().equals(id)) {
            return OrderState.UNANSWERED;
        }
        return switch (order.path("state").asText()) {
            case "held" -> sold(order, numbers, OrderState.HELD);
            case "purchased" -> sold(order, numbers, OrderState.PURCHASED);
            case "cancelled" -> OrderState.CANCELLED;
            default -> OrderState.UNANSWERED;
        };
    }

    private static OrderState sold(JsonNode order, List<E164> asked, OrderState state) {
        Set<String> named = new HashSet<>();
        order.path("numbers").forEach(number -> named.add(number.asText()));
        Set<String> wanted = new HashSet<>();
        asked.forEach(number -> wanted.add(number.value()));
        return named.equals(wanted) ? state : OrderState.WRONG;
    }

    /** The numbers on offer; what is none is left out. */
    static List<Item> items(String body) {
        return StreamSupport.stream(read(body).path("numbers").spliterator(), false)
                .map(CarrierJson::item)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Item> item(JsonNode item) {
        String amount = item.path("amount").asText();
        String currency = item.path("currency").asText();
        boolean priced =
                AMOUNT.matcher(amount).matches() && CURRENCY.matcher(currency).matches();
        Optional<Capability> calling = capability(item.path("calling").asText());
        Optional<Capability> sms = capability(item.path("sms").asText());
        if (!priced || calling.isEmpty() || sms.isEmpty()) {
            return Optional.empty();
        }
        Price price = new Price(new BigDecimal(amount), currency);
        return E164.parse(item.path("number").asText())
                .map(number -> new Item(number, new Capabilities(calling.get(), sms.get()), price));
    }

    private static Optional<Capability> capability(String word) {
        for (Capability each : Capability.values()) {
            if (word(each).equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether the answer names this number as no longer ours. */
    static boolean released(String body, E164 number) {
        JsonNode answer = read(body);
        return answer.path("number").asText().equals(number.value())
                && answer.path("state").asText().equals("released");
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            return JSON.missingNode();
        }
    }
}
