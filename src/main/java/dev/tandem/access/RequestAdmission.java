package dev.tandem.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.access.body.RequestBodies;
import dev.tandem.access.connection.ConnectionLimits;
import dev.tandem.access.quota.RequestQuotas;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.StatusErrors;
import dev.tandem.host.PublicUrl;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.OperationFamily;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Principal;
import dev.tandem.security.SecurityLog;
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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first, on its event loop: plain HTTP is for loopback clients, paths have one spelling, and
 * nobody unknown gets further than what is open to anybody: {@link OpenRoutes} and the operations that say so. What who is
 * known may do is decided where the operation is known, by {@link OperationAdmission}. It never blocks.
 */
@Singleton
public class RequestAdmission {

    private static final int FIRST = 10_000;
    private static final int REQUEST_ID_CHARS_MAX = 128;
    /** The server itself cuts off at four times as much, without a word. */
    private static final int HEADER_CHARS_MAX = 16 * 1024;

    private static final Pattern ENCODED_SEMICOLON = Pattern.compile("%3[bB]");

    private final Authenticator authenticator;
    private final PublicUrl publicUrl;
    private final ObjectMapper json;
    private final Clock clock;
    private final RequestQuotas quotas;
    private final Operations operations;
    private final RequestBodies bodies;
    private final SecurityLog security;

    /** Made by the container. */
    @Inject
    public RequestAdmission(
            Authenticator authenticator,
            Operations operations,
            RequestBodies bodies,
            SecurityLog security,
            RequestQuotas quotas,
            PublicUrl publicUrl,
            ObjectMapper json,
            Clock clock) {
        this.authenticator = authenticator;
        this.quotas = quotas;
        this.publicUrl = publicUrl;
        this.json = json;
        this.clock = clock;
        this.operations = operations;
        this.bodies = bodies;
        this.security = security;
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
        ResponseHeaders.put(context, loopback);
        ConnectionLimits.requested(request.connection());
        bodies.watch(context);
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
        refuseLongHeaders(request);
        refuseMatrixParameters(request.path());
        String method = request.method().name();
        String path = normalised(context);
        Optional<Principal> principal = authenticator.authenticate(request);
        principal.ifPresent(known -> CurrentPrincipal.set(context, known));
        if (OpenRoutes.contains(method, path, loopback) || operations.anonymous(method, path)) {
            return;
        }
        if (principal.isEmpty() && request.getHeader("Authorization") != null) {
            security.report(
                    SecurityLog.Event.CREDENTIALS_REFUSED,
                    request.remoteAddress().hostAddress());
        }
        Principal known = principal.orElseThrow(authenticator::unauthenticated);
        if (OpenRoutes.management(path)) {
            manage(known, OpenRoutes.reads(method) ? Permission.READ : Permission.ADMIN);
        }
    }

    private static String normalised(RoutingContext context) {
        try {
            return context.normalizedPath();
        } catch (IllegalArgumentException malformed) {
            throw AcsException.badRequest("The path is malformed.");
        }
    }

    private void manage(Principal known, Permission required) {
        if (!known.may(required)) {
            throw OperationAdmission.refusal(known, required);
        }
        quotas.spend(known.name(), OperationFamily.ADMINISTRATION, clock.instant());
    }

    /** No operation has any (RFC 3986, section 3.3), and routers differ in whether they belong to the path. */
    private static void refuseMatrixParameters(@Nullable String path) {
        if (path == null
                || path.indexOf(';') >= 0
                || ENCODED_SEMICOLON.matcher(path).find()) {
            throw AcsException.badRequest("The path must not contain a semicolon.");
        }
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

    private void toConsole(RoutingContext context) {
        // The router matches /console/ here too; only the path without the slash is ours.
        if (context.request().path().equals("/console")) {
            redirect(context, 302, "/console/");
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, int status, AcsError error) {
        RequestBodies.discard(context.request());
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
