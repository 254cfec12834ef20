package dev.tandem.number.provider;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.Price;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.SearchPattern;
import dev.tandem.number.Selection;
import dev.tandem.number.plan.NumberingPlan;
import dev.tandem.number.provider.CarrierJson.Item;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A carrier that sells numbers over JSON and HTTPS, with a bearer key.
 *
 * <ul>
 *   <li>{@code GET /numbers?country=US&type=geographic&quantity=2...} answers {@code {"numbers": [{"number": "+1206...",
 *       "calling": "inbound-outbound", "sms": "none", "amount": "1.00", "currency": "USD"}]}}.
 *   <li>{@code POST /orders} with {@code {"id", "state", "numbers", "heldUntil"}} asks that the order be {@code held},
 *       {@code purchased} or {@code cancelled}; {@code GET /orders/{id}} asks how it stands. Both answer {@code {"id",
 *       "state", "numbers"}}, also for an order that was refused or never was: that one is {@code cancelled}. The
 *       idempotency key is the order's id and the state asked for.
 *   <li>{@code DELETE /numbers/{e164}} gives a number back and answers {@code {"number", "state": "released"}} or nothing.
 * </ul>
 *
 * <p>An order's answer counts below status 500 and only if it names the order: the error page of a proxy says nothing about
 * it. Nothing the carrier offers is believed to be what was asked for before it was looked at.
 */
public final class HttpNumberProvider implements NumberProvider {
    private final String name;
    private final CarrierHttp http;

    /** Nothing is asked before the first search. */
    public HttpNumberProvider(ProviderSettings settings) {
        this.name = settings.name();
        this.http = new CarrierHttp(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FoundNumbers search(SearchCriteria criteria, Selection selection) {
        return http.get("/numbers?" + query(criteria, selection))
                .filter(CarrierHttp.Reply::succeeded)
                .flatMap(reply -> choose(CarrierJson.items(reply.body()), criteria, selection))
                .orElse(FoundNumbers.nothing());
    }

    private static String query(SearchCriteria criteria, Selection selection) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("country", criteria.country());
        asked.put("type", CarrierJson.word(criteria.type()));
        asked.put("calling", CarrierJson.word(criteria.capabilities().calling()));
        asked.put("sms", CarrierJson.word(criteria.capabilities().sms()));
        asked.put("quantity", Integer.toString(criteria.quantity()));
        asked.put("areaCode", criteria.areaCode());
        asked.put("locality", selection.within().locality());
        asked.put("division", selection.within().division());
        asked.put("pattern", selection.pattern().map(SearchPattern::toString).orElse(""));
        asked.put("consecutive", selection.consecutive() ? "true" : "");
        return asked.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Terms(Capabilities capabilities, Price price) {}

    private static Optional<FoundNumbers> choose(List<Item> items, SearchCriteria criteria, Selection selection) {
        Map<Terms, List<E164>> byTerms = new LinkedHashMap<>();
        items.stream()
                .filter(item -> fits(item, criteria, selection))
                .sorted(Comparator.comparing((Item item) -> item.price().currency())
                        .thenComparing(item -> item.price().amount())
                        .thenComparing(Item::number))
                .forEach(item -> byTerms.computeIfAbsent(
                                new Terms(item.capabilities(), item.price()), terms -> new ArrayList<>())
                        .add(item.number()));
        return byTerms.entrySet().stream()
                .map(each -> new FoundNumbers(
                        some(each.getValue(), criteria.quantity(), selection.consecutive()),
                        each.getKey().capabilities(),
                        each.getKey().price()))
                .filter(offered -> !offered.isEmpty())
                .findFirst();
    }

    private static boolean fits(Item item, SearchCriteria criteria, Selection selection) {
        E164 number = item.number();
        return NumberingPlan.refusal(number).isEmpty()
                && NumberingPlan.country(number).equals(Optional.of(criteria.country()))
                && number.value().startsWith("+" + NumberingPlan.callingCode(criteria.country()) + criteria.areaCode())
                && item.capabilities().covers(criteria.capabilities())
                && selection
                        .pattern()
                        .map(pattern -> pattern.matches(number, NumberingPlan.callingCode(criteria.country())))
                        .orElse(true);
    }

    /** The first that will do, of numbers in order; none when they are too few. */
    private static List<E164> some(List<E164> numbers, int quantity, boolean consecutive) {
        List<E164> distinct = numbers.stream().distinct().toList();
        for (int from = 0; from + quantity <= distinct.size(); from++) {
            List<E164> window = distinct.subList(from, from + quantity);
            long span = window.get(quantity - 1).digits() - window.get(0).digits();
            if (!consecutive || span == quantity - 1) {
                return window;
            }
        }
        return List.of();
    }

    @Override
    public OrderState hold(String orderId, List<E164> numbers, Instant until) {
        return post(orderId, OrderState.HELD, numbers, until);
    }

    @Override
    public OrderState purchase(String orderId, List<E164> numbers) {
        return post(orderId, OrderState.PURCHASED, numbers, null);
    }

    @Override
    public OrderState cancel(String orderId, List<E164> numbers) {
        return post(orderId, OrderState.CANCELLED, numbers, null);
    }

    private OrderState post(String id, OrderState wanted, List<E164> numbers, @Nullable Instant until) {
        String key = id + "-" + CarrierJson.word(wanted);
        return state(http.post("/orders", key, CarrierJson.order(id, wanted, numbers, until)), id, numbers);
    }

    @Override
    public OrderState order(String orderId, List<E164> numbers) {
        return state(http.get("/orders/" + orderId), orderId, numbers);
    }

    private static OrderState state(Optional<CarrierHttp.Reply> reply, String id, List<E164> numbers) {
        return reply.filter(each -> !each.failed())
                .map(each -> CarrierJson.state(each.body(), id, numbers))
                .orElse(OrderState.UNANSWERED);
    }

    @Override
    public boolean release(E164 number) {
        return http.delete("/numbers/%2B" + number.digits())
                .filter(reply -> reply.succeeded() || (!reply.failed() && CarrierJson.released(reply.body(), number)))
                .isPresent();
    }
}
