package dev.tandem.acs;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The three ways in: a signature by an access key, a user's token, the console's session. Answers from memory. */
@Singleton
class Authenticator {

    private static final String BEARER = "bearer ";

    private final AccessKeys keys;
    private final BearerTokens tokens;
    private final Sessions sessions;
    private final OwnHosts hosts;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Authenticator(AccessKeys keys, BearerTokens tokens, Sessions sessions, OwnHosts hosts) {
        this.keys = keys;
        this.tokens = tokens;
        this.sessions = sessions;
        this.hosts = hosts;
    }

    /** Who makes the request; empty when nobody we know. */
    Optional<Principal> authenticate(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return bySession(request);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? tokens.userOf(authorization.substring(BEARER.length()).trim()).map(Principal::of)
                : bySignature(request, authorization);
    }

    private Optional<Principal> bySignature(HttpServerRequest request, String authorization) {
        SignedRequest signed = new SignedRequest(
                request.method().name(),
                request.uri(),
                OwnHosts.hostOf(request),
                header(request, "x-ms-date"),
                header(request, "x-ms-content-sha256"),
                authorization);
        int ownPort = request.localAddress().port();
        return HmacSignature.verify(signed, keys.decoded(), ownPort, clock.instant())
                ? Optional.of(Principal.of(Principal.Kind.ACCESS_KEY))
                : Optional.empty();
    }

    private Optional<Principal> bySession(HttpServerRequest request) {
        Cookie cookie = request.getCookie(Sessions.COOKIE);
        boolean open = cookie != null && sessions.isOpen(cookie.getValue());
        return open && hosts.trusts(request) ? Optional.of(Principal.of(Principal.Kind.CONSOLE)) : Optional.empty();
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
