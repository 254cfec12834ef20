package dev.tandem.acs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Optional;

/**
 * What every request passes first, on its event loop: plain HTTP is for loopback clients, and no path answers an
 * unauthenticated request unless {@link PublicPaths} lists it. It never blocks.
 */
@Singleton
public class FrontDoor {

    private static final int FIRST = 10_000;
    private static final int REQUEST_ID_CHARS_MAX = 128;

    private final Authenticator authenticator;
    private final PublicUrl publicUrl;
    private final ObjectMapper json;
    private final Counter refused;

    /** Made by the container. */
    @Inject
    public FrontDoor(Authenticator authenticator, PublicUrl publicUrl, ObjectMapper json, MeterRegistry registry) {
        this.authenticator = authenticator;
        this.publicUrl = publicUrl;
        this.json = json;
        this.refused = Counter.builder("tandem.requests.unauthenticated")
                .description("requests refused because nobody known made them")
                .register(registry);
    }

    void guard(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    void route(@Observes Router router) {
        router.route("/").handler(context -> redirect(context, 302, "/console/"));
        router.route("/console").handler(this::toConsole);
        router.route().last().handler(context -> refuse(context, 404));
    }

    private void admit(RoutingContext context) {
        echoRequestId(context);
        HttpServerRequest request = context.request();
        boolean loopback = isLoopback(request.remoteAddress());
        if (!request.isSSL() && !loopback) {
            redirect(context, 308, publicUrl.of(request.uri()));
            return;
        }
        Optional<Principal> principal = authenticator.authenticate(request);
        principal.ifPresent(known -> context.put(CurrentPrincipal.KEY, known));
        if (principal.isPresent()
                || PublicPaths.contains(request.method().name(), context.normalizedPath(), loopback)) {
            context.next();
        } else {
            refused.increment();
            context.response().putHeader("WWW-Authenticate", "HMAC-SHA256, Bearer");
            refuse(context, 401);
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

    private void refuse(RoutingContext context, int status) {
        context.response().setStatusCode(status).putHeader("Content-Type", "application/json");
        context.end(body(StatusErrors.of(status)));
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
