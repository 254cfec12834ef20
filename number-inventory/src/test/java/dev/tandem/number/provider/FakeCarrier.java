package dev.tandem.number.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A carrier's number API on a port of this machine, which can be told to misbehave. */
public final class FakeCarrier implements AutoCloseable {
    static final String KEY = "the-key";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What goes wrong. */
    public enum Fault {
        NONE,
        /** Takes the request and never answers. */
        HANGS,
        /** Begins an answer and never ends it. */
        STALLS,
        FAILS,
        NOT_FOUND_PAGE,
        MALFORMED,
        NESTED,
        ENDLESS,
        /** Does what it is asked for and then loses the connection. */
        LOSES_THE_ANSWER,
        /** Sells another number. */
        SELLS_ANOTHER
    }

    private record Order(String state, List<String> numbers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, String> numbers = new TreeMap<>();
    private final List<String> keys = new ArrayList<>();
    private volatile Fault fault = Fault.NONE;

    public FakeCarrier() {
        server = listening();
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public HttpNumberProvider client() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new HttpNumberProvider(new ProviderSettings(url, KEY, "carrier", Duration.ofMillis(700)));
    }

    public void becomes(Fault next) {
        fault = next;
    }

    /** Puts a number on sale. */
    public synchronized void offer(String number, String amount) {
        numbers.put(number, amount);
    }

    public synchronized List<String> idempotencyKeys() {
        return List.copyOf(keys);
    }

    /** The numbers we owe money for. */
    public synchronized List<String> sold() {
        return orders.values().stream()
                .filter(order -> order.state().equals("purchased"))
                .flatMap(order -> order.numbers().stream())
                .sorted()
                .toList();
    }

    public synchronized List<String> held() {
        return orders.values().stream()
                .filter(order -> order.state().equals("held"))
                .flatMap(order -> order.numbers().stream())
                .sorted()
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (fault) {
                case HANGS -> closing.await();
                case STALLS -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("{\"numbers\":[".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    closing.await();
                }
                case FAILS -> reply(exchange, 500, answer(exchange));
                case NOT_FOUND_PAGE -> reply(exchange, 404, "<html>not here</html>");
                case MALFORMED -> reply(exchange, 200, "{\"id\": \"");
                case NESTED -> reply(exchange, 200, "[".repeat(100_000));
                case ENDLESS -> endless(exchange);
                case LOSES_THE_ANSWER -> answer(exchange);
                case SELLS_ANOTHER -> reply(exchange, 200, otherNumbers(answer(exchange)));
                case NONE -> reply(exchange, 200, answer(exchange));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = " ".repeat(65536).getBytes(StandardCharsets.UTF_8);
        while (closing.getCount() > 0) {
            exchange.getResponseBody().write(blanks);
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    private static String otherNumbers(String answer) {
        return answer.replace("+1425", "+1509").replace("+1206", "+1425");
    }

    private synchronized String answer(HttpExchange exchange) throws IOException {
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return "{}";
        }
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange);
            case "DELETE" -> release(path.substring("/numbers/".length()));
            default ->
                path.startsWith("/orders/")
                        ? order(path.substring("/orders/".length()))
                        : offers(exchange.getRequestURI().getRawQuery());
        };
    }

    private String offers(String query) {
        ObjectNode answer = JSON.createObjectNode();
        String area = "areaCode=";
        int at = query.indexOf(area);
        String wanted = at < 0 ? "" : query.substring(at + area.length(), at + area.length() + 3);
        String decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
        boolean any = decoded.contains("country=US") && decoded.contains("type=geographic");
        numbers.forEach((number, amount) -> {
            if (any && number.startsWith("+1" + wanted) && orderOf(number).isEmpty()) {
                answer.withArray("numbers")
                        .addObject()
                        .put("number", number)
                        .put("calling", "inbound-outbound")
                        .put("sms", "none")
                        .put("amount", amount)
                        .put("currency", "USD");
            }
        });
        return answer.toString();
    }

    private String orderOf(String number) {
        return orders.entrySet().stream()
                .filter(each -> each.getValue().numbers().contains(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private String post(HttpExchange exchange) {
        JsonNode asked = read(exchange);
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        String id = asked.path("id").asText();
        List<String> wanted = new ArrayList<>();
        asked.path("numbers").forEach(number -> wanted.add(number.asText()));
        switch (asked.path("state").asText()) {
            case "held" -> {
                if (wanted.stream()
                        .allMatch(number ->
                                numbers.containsKey(number) && List.of("", id).contains(orderOf(number)))) {
                    orders.putIfAbsent(id, new Order("held", wanted));
                }
            }
            case "purchased" -> orders.computeIfPresent(id, (key, order) -> new Order("purchased", order.numbers()));
            default -> orders.remove(id);
        }
        return order(id);
    }

    private static JsonNode read(HttpExchange exchange) {
        try {
            return JSON.readTree(exchange.getRequestBody());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String order(String id) {
        Order order = orders.getOrDefault(id, new Order("cancelled", List.of()));
        ObjectNode answer = JSON.createObjectNode().put("id", id).put("state", order.state());
        order.numbers().forEach(number -> answer.withArray("numbers").add(number));
        return answer.toString();
    }

    private String release(String number) {
        String id = orderOf(number);
        orders.computeIfPresent(id, (key, order) -> {
            List<String> kept = order.numbers().stream()
                    .filter(each -> !each.equals(number))
                    .toList();
            return kept.isEmpty() ? null : new Order(order.state(), kept);
        });
        return JSON.createObjectNode()
                .put("number", number)
                .put("state", "released")
                .toString();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
