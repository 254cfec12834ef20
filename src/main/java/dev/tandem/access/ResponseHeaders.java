package dev.tandem.access;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What browsers are told with every response, whatever is in it. */
final class ResponseHeaders {

    /** The console runs what it came with and talks to its own host alone; nobody may put it into a frame. */
    private static final String CONSOLE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; media-src 'self' blob:; worker-src 'self' blob:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** The framework's development pages are not ours to restrict. */
    private static final String MANAGEMENT_POLICY = "frame-ancestors 'none'";

    private ResponseHeaders() {}

    static void put(RoutingContext context, boolean loopback) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", policy(context.request().path()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        // A browser remembers it for all ports of a host: on this machine it would break plain HTTP, ours and others'.
        if (context.request().isSSL() && !loopback) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static String policy(@Nullable String path) {
        if (path == null) {
            return DATA_POLICY;
        }
        if (path.startsWith("/console")) {
            return CONSOLE_POLICY;
        }
        return OpenRoutes.management(path) ? MANAGEMENT_POLICY : DATA_POLICY;
    }
}
