package dev.tandem.phonenumbers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A carrier's number API with one number, which can be told to misbehave. */
final class OneNumberCarrier implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What goes wrong, from the next request on. */
    enum Fault {
        NONE,
        NEVER_ANSWERS,
        ANSWERS_GARBAGE,
        SOLD_IT_TO_SOMEBODY_ELSE,
        /** Does what it is asked for, and the answer never arrives. */
        LOSES_THE_ANSWER
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String number;
    private volatile Fault fault = Fault.NONE;
    private volatile Runnable beforeAnswers = () -> {};
    private String order = "";
    private String state = "cancelled";

    OneNumberCarrier(URI url, String number) throws IOException {
        this.number = number;
        server = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    void becomes(Fault next) {
        fault = next;
    }

    /** What it does with each request before it answers, in the time that it is given. */
    void beforeItAnswers(Runnable work) {
        beforeAnswers = work;
    }

    /** Whether we hold or own the number: held, purchased or cancelled. */
    synchronized String state() {
        return state;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            beforeAnswers.run();
            switch (fault) {
                case NEVER_ANSWERS -> closing.await();
                case ANSWERS_GARBAGE -> reply(exchange, "{\"numbers\":[{\"number\":42},[[");
                case LOSES_THE_ANSWER -> answer(exchange);
                case NONE, SOLD_IT_TO_SOMEBODY_ELSE -> reply(exchange, answer(exchange));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, octets.length);
        exchange.getResponseBody().write(octets);
    }

    private synchronized String answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                state = "cancelled";
                yield "{\"number\":\"" + number + "\",\"state\":\"released\"}";
            }
            case "POST" -> {
                JsonNode asked = JSON.readTree(exchange.getRequestBody());
                order(asked.path("id").asText(), asked.path("state").asText());
                yield orderAs(asked.path("id").asText());
            }
            default -> path.startsWith("/orders/") ? orderAs(path.substring("/orders/".length())) : offers();
        };
    }

    private void order(String id, String wanted) {
        boolean free = state.equals("cancelled") && wanted.equals("held");
        boolean gone = fault == Fault.SOLD_IT_TO_SOMEBODY_ELSE;
        if (free || order.equals(id)) {
            order = id;
            state = gone ? "cancelled" : wanted;
        }
    }

    private String orderAs(String id) {
        String known = order.equals(id) ? state : "cancelled";
        return "{\"id\":\"" + id + "\",\"state\":\"" + known + "\",\"numbers\":[\"" + number + "\"]}";
    }

    private String offers() {
        return """
                {"numbers":[{"number":"%s","calling":"inbound-outbound","sms":"none","amount":"2.22","currency":"USD"}]}
                """.formatted(number);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
