package dev.tandem.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged gateway in a process of its own, on free ports, with a data directory that outlives it. */
final class RunningJar implements AutoCloseable {

    static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String KEY = "dGFuZGVtLXRlc3Qta2V5LXRoYXQtaXMtbG9uZy1lbm91Z2g=";
    private static final String NUMBERS_VERSION = "?api-version=2022-12-01";
    private static final Duration START = Duration.ofMinutes(2);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final int httpPort = Ports.free();
    private final int sipPort = Ports.free();
    private final Path log;
    private final Process process;

    /** Starts it and signs in; {@code options} are further options of the JVM. */
    RunningJar(Path data, Path log, String... options) throws Exception {
        this.log = log;
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-Dtandem.data=" + data.toAbsolutePath(),
                "-Dtandem.access-key=" + KEY,
                "-Dquarkus.http.port=" + httpPort,
                "-Dquarkus.http.ssl-port=" + Ports.free(),
                "-Dtandem.sip.port=" + sipPort,
                "-Dtandem.sip.tls-port=0",
                "-Dtandem.webrtc.port=0"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Eventually.within(START, this::isReady);
        post("/console/session", "{\"accessKey\":\"" + KEY + "\"}");
    }

    int sipPort() {
        return sipPort;
    }

    JsonNode get(String path) throws Exception {
        return send(request(path).GET());
    }

    JsonNode post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** A POST that may be sent again, now or to a later process. */
    JsonNode postRepeatable(String path, String body, String repeatabilityId) throws Exception {
        return send(request(path)
                .header("Repeatability-Request-ID", repeatabilityId)
                .header(
                        "Repeatability-First-Sent",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .POST(BodyPublishers.ofString(body)));
    }

    JsonNode put(String path, String body) throws Exception {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    /** Sends a body of another kind than JSON. */
    JsonNode post(String path, String type, String body) throws Exception {
        return send(request(path).setHeader("content-type", type).POST(BodyPublishers.ofString(body)));
    }

    /** The answer as text, whatever its kind. */
    String text(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** The answer as it is on the wire. */
    byte[] octets(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.ofByteArray())
                .body();
    }

    /** The status of the answer, whichever it is; 0 when none came. */
    int status(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException none) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Searches and purchases a number that applications may call from. */
    String buyNumber() throws Exception {
        String search = post("/availablePhoneNumbers/countries/US/:search" + NUMBERS_VERSION, """
                        {"phoneNumberType":"geographic","assignmentType":"application","quantity":1,
                         "capabilities":{"calling":"inbound+outbound","sms":"none"}}""")
                .at("/search-id/0")
                .asText();
        post("/availablePhoneNumbers/:purchase" + NUMBERS_VERSION, "{\"searchId\":\"" + search + "\"}");
        return get("/availablePhoneNumbers/searchResults/" + search + NUMBERS_VERSION)
                .at("/phoneNumbers/0")
                .asText();
    }

    /** Ends it as a power failure would. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("the gateway did not start: " + text(log));
        }
        try {
            return http.send(request("/q/health/ready").GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new AssertionError(response.request().uri() + ": " + response.statusCode() + " " + response.body());
        }
        JsonNode body = json.readTree(response.body());
        return body.isMissingNode() ? json.valueToTree(response.headers().map()) : body;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + httpPort + path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(20));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            return fault.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
