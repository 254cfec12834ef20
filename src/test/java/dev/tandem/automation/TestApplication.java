package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallAutomationEventParser;
import com.azure.communication.callautomation.models.events.CallAutomationEventBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** An application as somebody would write it: takes callbacks and events, and serves the files that are played. */
public final class TestApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> callbacks = new CopyOnWriteArrayList<>();
    private final List<JsonNode> offers = new CopyOnWriteArrayList<>();
    private final List<JsonNode> suspicions = new CopyOnWriteArrayList<>();
    private final List<JsonNode> recordings = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** Starts to listen. */
    public TestApplication() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/callbacks", this::callback);
        server.createContext("/events", this::event);
        server.createContext("/files/", this::file);
        server.createContext("/metadata", TestApplication::redirect);
        server.start();
    }

    private void callback(HttpExchange exchange) throws IOException {
        JSON.readTree(body(exchange)).forEach(callbacks::add);
        answer(exchange, 200, "");
    }

    private void event(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(body(exchange)).get(0);
        String code = event.at("/data/validationCode").asText();
        if (event.path("eventType").asText().endsWith("IncomingCall")) {
            offers.add(event);
        } else if (event.path("eventType").asText().endsWith("RecordingFileStatusUpdated")) {
            recordings.add(event);
        } else if (event.path("eventType").asText().equals("Tandem.FraudSuspected")) {
            suspicions.add(event);
        }
        answer(exchange, 200, code.isEmpty() ? "" : "{\"validationResponse\":\"" + code + "\"}");
    }

    private void file(HttpExchange exchange) throws IOException {
        byte[] file = files.get(exchange.getRequestURI().getPath().substring("/files/".length()));
        exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
        if (file != null) {
            exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    /** Where the metadata service of a cloud would be. */
    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
        answer(exchange, 302, "");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    /** A URL of it. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Where its callbacks go. */
    public String callbackUrl() {
        return url("/callbacks");
    }

    /** Serves a file; returns its URL. */
    String serve(String name, byte[] octets) {
        files.put(name, octets);
        return url("/files/" + name);
    }

    /** Serves a tone as a WAV file of 16 kHz. */
    String serveTone(String name, Duration length, double hertz) {
        int samples = (int) (length.toMillis() * 16);
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * hertz * i / 16_000)));
        }
        return serve(name, wav.array());
    }

    /** Waits for the offer of a call. */
    JsonNode awaitOffer() {
        Eventually.within(PATIENCE, () -> !offers.isEmpty());
        return offers.get(0).path("data");
    }

    /** Waits until this many suspicions of toll fraud are told. */
    List<JsonNode> awaitSuspicions(int count) {
        Eventually.within(PATIENCE, () -> suspicions.size() >= count);
        return suspicions.stream().map(event -> event.path("data")).toList();
    }

    /** Waits until the file of a recording is there. */
    JsonNode awaitRecording() {
        Eventually.within(PATIENCE, () -> !recordings.isEmpty());
        return recordings.get(0).path("data");
    }

    /** The types of a call's events so far, in the order they came. */
    List<String> types(String connectionId) {
        return of(connectionId)
                .map(event -> event.path("type").asText().replace("Microsoft.Communication.", ""))
                .toList();
    }

    private Stream<JsonNode> of(String connectionId) {
        return callbacks.stream()
                .filter(event -> event.at("/data/callConnectionId").asText().equals(connectionId));
    }

    /** Waits for an event as the official parser reads it. */
    <T extends CallAutomationEventBase> T await(String connectionId, Class<T> type) {
        Eventually.within(PATIENCE, () -> find(connectionId, type).isPresent());
        return find(connectionId, type).get();
    }

    private <T extends CallAutomationEventBase> Optional<T> find(String connectionId, Class<T> type) {
        return of(connectionId)
                .flatMap(event -> CallAutomationEventParser.parseEvents("[" + event + "]").stream())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Waits for an event that the official Java SDK does not know yet. */
    public JsonNode await(String connectionId, String type) {
        Eventually.within(PATIENCE, () -> first(connectionId, type).isPresent());
        return first(connectionId, type).get().path("data");
    }

    private Optional<JsonNode> first(String connectionId, String type) {
        return of(connectionId)
                .filter(event -> event.path("type").asText().endsWith("." + type))
                .findFirst();
    }

    /** Nothing that was sent twice counts: delivery is at least once. */
    void assertOrder(String connectionId, String... types) {
        assertThat(types(connectionId).stream().distinct().toList()).containsExactly(types);
    }

    /** Waits until it has heard of this many calls. */
    void awaitCalls(long count) {
        Eventually.within(PATIENCE, () -> connections().distinct().count() >= count);
    }

    private Stream<String> connections() {
        return callbacks.stream()
                .map(event -> event.at("/data/callConnectionId").asText())
                .filter(id -> !id.isEmpty());
    }

    /** Waits for the end of its calls first: what came later would find nobody, and be tried again for a day. */
    @Override
    public void close() {
        Eventually.within(PATIENCE, () -> connections().allMatch(id -> types(id).contains("CallDisconnected")));
        server.stop(0);
        threads.shutdownNow();
    }
}
