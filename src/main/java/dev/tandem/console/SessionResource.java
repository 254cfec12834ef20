package dev.tandem.console;

import dev.tandem.access.AccessKey;
import dev.tandem.access.AccessKeys;
import dev.tandem.access.Sessions;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.host.OwnHosts;
import dev.tandem.principal.Anonymous;
import dev.tandem.principal.Permission;
import dev.tandem.security.SecurityLog;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in to the console and out again. Public paths: each operation checks for itself. */
@Path("/console")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Console")
@Blocking
public class SessionResource {

    private static final String STALE_LINK = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Tandem: sign-in link</title>
            <body><h1>This sign-in link no longer works</h1>
            <p>A link works once and for a short time. Restart Tandem for a new one, or
            <a href="/console/">sign in with an access key</a>.</p></body></html>
            """;

    private final SignInCodes codes;
    private final Sessions sessions;
    private final AccessKeys keys;
    private final OwnHosts hosts;
    private final ConnectionString connection;
    private final TandemConfig config;
    private final SecurityLog security;
    private final String version;

    /** Made by the container. */
    @Inject
    public SessionResource(
            SignInCodes codes,
            Sessions sessions,
            AccessKeys keys,
            OwnHosts hosts,
            ConnectionString connection,
            TandemConfig config,
            SecurityLog security,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.codes = codes;
        this.sessions = sessions;
        this.keys = keys;
        this.hosts = hosts;
        this.connection = connection;
        this.config = config;
        this.security = security;
        this.version = version;
    }

    /**
     * How to sign in.
     *
     * @param accessKey any of the access keys; the session may do what the key may
     */
    public record SignIn(@Nullable String accessKey) {

        @Override
        public String toString() {
            return "SignIn[accessKey=<hidden>]";
        }
    }

    /**
     * Whether somebody is signed in.
     *
     * @param signedIn whether the session is open
     * @param endpoint for SDKs; only for administrators. No key: who needs one makes one
     * @param version of Tandem
     * @param domain host of identities' SIP addresses
     * @param demo whether the simulated carrier may be used
     */
    public record SessionState(
            boolean signedIn, @Nullable String endpoint, String version, String domain, boolean demo) {

        @Override
        public String toString() {
            return "SessionState[signedIn=" + signedIn + ", version=" + version + "]";
        }
    }

    /** Opens a session by the link printed at start. */
    @GET
    @Anonymous
    @Path("/sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Sign in by the one-time link", operationId = "signInByLink")
    public Response signInByLink(@QueryParam("code") @Nullable String code, @Context HttpServerRequest request) {
        refuseForeignPages(request);
        if (request.method().equals(HttpMethod.HEAD)) {
            // Mail scanners and chat previews look at links before people do.
            return Response.ok().header("Cache-Control", "no-store").build();
        }
        if (code == null || !codes.use(code)) {
            report(request);
            return Response.status(Response.Status.FORBIDDEN).entity(STALE_LINK).build();
        }
        return Response.status(Response.Status.SEE_OTHER)
                // Text, not URI: it stays relative, whatever the Host header says.
                .header("Location", "/console/")
                .header("Cache-Control", "no-store")
                .cookie(cookie(sessions.open(), request))
                .build();
    }

    /** Opens a session by an access key. */
    @POST
    @Anonymous
    @Path("/session")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in by access key", operationId = "signIn")
    @APIResponseSchema(value = SessionState.class, responseCode = "200")
    public Response signIn(@Nullable SignIn given, @Context HttpServerRequest request) {
        refuseForeignPages(request);
        AccessKey key = Optional.ofNullable(given)
                .map(SignIn::accessKey)
                .flatMap(text -> keys.find(text.trim()))
                .orElseThrow(() -> wrongKey(request));
        return Response.ok(signedIn(key.permissions()))
                .cookie(cookie(sessions.open(key), request))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Whether the session is open, and what a signed-in person may know. */
    @GET
    @Anonymous
    @Path("/session")
    @Operation(summary = "Whether somebody is signed in", operationId = "getSession")
    @APIResponseSchema(value = SessionState.class, responseCode = "200")
    public Response session(@CookieParam(Sessions.COOKIE) @Nullable String id, @Context HttpServerRequest request) {
        refuseForeignPages(request);
        SessionState state = Optional.ofNullable(id)
                .flatMap(sessions::find)
                .map(session -> signedIn(session.permissions()))
                .orElseGet(() -> new SessionState(false, null, version, config.domain(), config.demo()));
        return Response.ok(state).header("Cache-Control", "no-store").build();
    }

    /** Ends the session. */
    @DELETE
    @Anonymous
    @Path("/session")
    @Operation(summary = "Sign out", operationId = "signOut")
    public Response signOut(@CookieParam(Sessions.COOKIE) @Nullable String id, @Context HttpServerRequest request) {
        refuseForeignPages(request);
        if (id != null) {
            sessions.close(id);
        }
        NewCookie gone = new NewCookie.Builder(Sessions.COOKIE)
                .path("/")
                .maxAge(0)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
        return Response.noContent().cookie(gone).build();
    }

    private AcsException wrongKey(HttpServerRequest request) {
        report(request);
        return new AcsException(401, AcsError.of("Unauthorized", "This is not an access key of this resource."));
    }

    private void report(HttpServerRequest request) {
        security.report(
                SecurityLog.Event.SIGN_IN_FAILED, request.remoteAddress().hostAddress());
    }

    private SessionState signedIn(Set<Permission> permissions) {
        String shown = permissions.contains(Permission.ADMIN) ? connection.endpoint() : null;
        return new SessionState(true, shown, version, config.domain(), config.demo());
    }

    private NewCookie cookie(String id, HttpServerRequest request) {
        return new NewCookie.Builder(Sessions.COOKIE)
                .value(id)
                .path("/")
                .maxAge(Math.toIntExact(sessions.life().toSeconds()))
                .httpOnly(true)
                .secure(request.isSSL())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private void refuseForeignPages(HttpServerRequest request) {
        if (!hosts.trusts(request)) {
            throw AcsException.forbidden("The console is not served under this host name or to other sites.");
        }
    }
}
