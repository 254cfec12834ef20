package dev.tandem.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.access.quota.RequestQuotas;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.StatusErrors;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.OperationFamily;
import dev.tandem.principal.Principal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What every request passes first, on its event loop: plain HTTP is for loopback clients, no path answers an
 * unauthenticated request unless {@link PublicPaths} lists it, nobody does what their key does not allow or more often than
 * their quota does. It never blocks.
 */
@Singleton
public class RequestAdmission {

    private static final int FIRST = 10_000;
    private static final int REQUEST_ID_CHARS_MAX = 128;
    /** The server itself cuts off at four times as much, without a word. */
    private static final int HEADER_CHARS_MAX = 16 * 1024;

    private final Authenticator authenticator;
    private final PublicUrl publicUrl;
    private final ObjectMapper json;
    private final Clock clock;
    private final RequestQuotas quotas;
    private final Counter refused;
    private final Counter limited;

    /** Made by the container. */
    @Inject
    public RequestAdmission(
            Authenticator authenticator,
            RequestQuotas quotas,
            PublicUrl publicUrl,
            ObjectMapper json,
            Clock clock,
            MeterRegistry registry) {
        this.authenticator = authenticator;
        this.quotas = quotas;
        this.publicUrl = publicUrl;
        this.json = json;
        this.clock = clock;
        this.refused = Counter.builder("tandem.requests.unauthenticated")
                .description("requests refused because nobody known made them")
                .register(registry);
        this.limited = Counter.builder("tandem.requests.limited")
                .description("requests refused because a quota was used up")
                .register(registry);
    }

    void guard(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    void route(@Observes Router router) {
        router.route("/").handler(context -> redirect(context, 302, "/console/"));
        router.route("/console").handler(this::toConsole);
        router.route().last().handler(context -> refuse(context, 404, StatusErrors.of(404)));
    }

    private void admit(RoutingContext context) {
        echoRequestId(context);
        HttpServerRequest request = context.request();
        boolean loopback = isLoopback(request.remoteAddress());
        if (!request.isSSL() && !loopback) {
            redirect(context, 308, publicUrl.of(request.uri()));
            return;
        }
        try {
            enter(context, loopback);
            context.next();
        } catch (AcsException refusal) {
            refusal.headers().forEach(context.response()::putHeader);
            refuse(context, refusal.status(), refusal.error());
        }
    }

    private void enter(RoutingContext context, boolean loopback) {
        HttpServerRequest request = context.request();
        String method = request.method().name();
        String path = context.normalizedPath();
        refuseLongHeaders(request);
        Optional<Principal> principal = authenticator.authenticate(request);
        principal.ifPresent(known -> CurrentPrincipal.set(context, known));
        if (PublicPaths.contains(method, path, loopback)) {
            return;
        }
        Principal known = principal.orElseThrow(this::unauthenticated);
        if (!known.mayCall(method, path)) {
            throw AcsException.forbidden("The permissions of this key or token do not allow this.");
        }
        spend(known, OperationFamily.of(path));
    }

    private static void refuseLongHeaders(HttpServerRequest request) {
        int chars = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            chars += header.getKey().length() + header.getValue().length();
        }
        if (chars > HEADER_CHARS_MAX) {
            throw new AcsException(431, StatusErrors.of(431));
        }
    }

    private AcsException unauthenticated() {
        refused.increment();
        return new AcsException(401, StatusErrors.of(401), Map.of("WWW-Authenticate", "HMAC-SHA256, Bearer"));
    }

    private void spend(Principal principal, OperationFamily family) {
        Duration wait = quotas.take(principal.name(), family, clock.instant());
        if (!wait.isZero()) {
            limited.increment();
            long seconds = wait.plusMillis(999).toSeconds();
            throw new AcsException(
                    429,
                    AcsError.of("TooManyRequests", "The quota of this key or token is used up; wait a moment."),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private void toConsole(RoutingContext context) {
        // The router matches /console/ here too; only the path without the slash is ours.
        if (context.request().path().equals("/console")) {
            redirect(context, 302, "/console/");
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, int status, AcsError error) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("x-ms-error-code", error.code());
        context.end(body(error));
    }

    private String body(AcsError error) {
        try {
            return json.writeValueAsString(new AcsError.Body(error));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an error body is always writable", impossible);
        }
    }

    private static void redirect(RoutingContext context, int status, String location) {
        context.response().setStatusCode(status).putHeader("Location", location);
        context.end();
    }

    private static void echoRequestId(RoutingContext context) {
        String id = context.request().getHeader("x-ms-client-request-id");
        if (id != null && id.length() <= REQUEST_ID_CHARS_MAX) {
            context.response().putHeader("x-ms-client-request-id", id);
        }
    }

    private static boolean isLoopback(SocketAddress address) {
        // Null for what is no internet address, e.g. a Unix domain socket: only this machine has those.
        return address.hostAddress() == null
                || new InetSocketAddress(address.hostAddress(), address.port())
                        .getAddress()
                        .isLoopbackAddress();
    }
}
