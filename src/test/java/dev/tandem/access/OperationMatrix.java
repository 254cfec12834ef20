package dev.tandem.access;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.principal.Permission;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every operation of the OpenAPI document, each asked for by somebody. */
public final class OperationMatrix {

    /** Refused before it is parsed as JSON, in case somebody may call the operation. */
    private static final String BODY = "{";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OperationMatrix() {}

    /**
     * What the document says of an operation.
     *
     * @param method HTTP method
     * @param path with {@code nobody} for every parameter
     * @param template the path as documented
     * @param contentType of a body, if it takes one
     * @param required the permission of its scopes; empty: none
     */
    public record Documented(
            String method, String path, String template, String contentType, Optional<Permission> required) {}

    /** How the gateway took it. */
    public enum Verdict {
        UNKNOWN,
        FORBIDDEN,
        PASSED
    }

    /** Who asks. */
    @FunctionalInterface
    public interface Credentials {
        /** Headers for a request of this method, target and body. */
        Map<String, String> headers(String method, String target, String body) throws Exception;
    }

    /** All operations, from the running service. */
    public static List<Documented> operations() throws IOException {
        String text = given().get("/q/openapi?format=json").then().extract().asString();
        List<Documented> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                new ObjectMapper().readTree(text).get("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                if (each.getValue().has("responses")) {
                    all.add(read(path.getKey(), each.getKey(), each.getValue()));
                }
            }
        }
        return all;
    }

    private static Documented read(String template, String method, JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        return new Documented(
                method.toUpperCase(Locale.ROOT),
                template.replaceAll("\\{[^}]*}", "nobody"),
                template,
                content.isMissingNode()
                        ? "application/json"
                        : content.fieldNames().next(),
                required(template, operation.path("security")));
    }

    private static Optional<Permission> required(String template, JsonNode security) {
        if (!security.isArray()) {
            throw new AssertionError(template + " does not say what it requires");
        }
        List<String> scopes = new ArrayList<>();
        security.forEach(scheme -> scheme.forEach(roles -> roles.forEach(role -> scopes.add(role.asText()))));
        return scopes.stream()
                .distinct()
                .reduce((one, other) -> {
                    throw new AssertionError(template + " requires now " + one + ", now " + other);
                })
                .map(scope -> Permission.valueOf(scope.replace("tandem.", "").toUpperCase(Locale.ROOT)));
    }

    /** Asks for an operation. */
    public static HttpResponse<String> ask(Documented operation, String method, String path, Credentials who)
            throws Exception {
        HttpResponse<String> answer = send(operation, method, path, who);
        while (answer.statusCode() == 429) {
            // The matrix is quicker than people: its bucket fills again within a second.
            Thread.onSpinWait();
            answer = send(operation, method, path, who);
        }
        return answer;
    }

    private static HttpResponse<String> send(Documented operation, String method, String path, Credentials who)
            throws Exception {
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        String body = bodiless ? "" : BODY;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .method(
                        method,
                        bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!bodiless) {
            request.header("Content-Type", operation.contentType());
        }
        who.headers(method, path, body).forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** What the answer says of who asked. */
    public static Verdict verdict(HttpResponse<String> answer) {
        if (answer.statusCode() == 401
                && answer.headers().firstValue("WWW-Authenticate").isPresent()) {
            return Verdict.UNKNOWN;
        }
        boolean forbidden = answer.statusCode() == 403
                && (answer.body().isEmpty() || answer.body().contains("not allow this"));
        return forbidden ? Verdict.FORBIDDEN : Verdict.PASSED;
    }

    /** What somebody known must meet. */
    public static Verdict expected(Documented operation, Set<Permission> granted) {
        return operation.required().stream().allMatch(required -> required.isGrantedBy(granted))
                ? Verdict.PASSED
                : Verdict.FORBIDDEN;
    }
}
