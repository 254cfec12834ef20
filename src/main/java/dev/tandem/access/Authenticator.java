package dev.tandem.access;

import dev.tandem.access.oidc.ServiceTokens;
import dev.tandem.access.oidc.ServiceTokens.TokenCheck;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.StatusErrors;
import dev.tandem.host.OwnHosts;
import dev.tandem.principal.Principal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The four ways in: a signature by an access key, a user's token, a service's, the console's session. Answers from memory. */
@Singleton
class Authenticator {

    private static final String BEARER = "bearer ";

    private final AccessKeys keys;
    private final BearerTokens tokens;
    private final ServiceTokens services;
    private final Sessions sessions;
    private final OwnHosts hosts;
    private final Clock clock;
    private final Counter refused;

    @Inject
    Authenticator(
            AccessKeys keys,
            BearerTokens tokens,
            ServiceTokens services,
            Sessions sessions,
            OwnHosts hosts,
            Clock clock,
            MeterRegistry registry) {
        this.keys = keys;
        this.tokens = tokens;
        this.services = services;
        this.sessions = sessions;
        this.hosts = hosts;
        this.clock = clock;
        this.refused = Counter.builder("tandem.requests.unauthenticated")
                .description("requests refused because nobody known made them")
                .register(registry);
    }

    /** Who makes the request; empty when nobody we know. Refuses with 503 when it cannot be told yet. */
    Optional<Principal> authenticate(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return bySession(request);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? byToken(authorization.substring(BEARER.length()).trim())
                : bySignature(request, authorization);
    }

    /** Refuses a request that nobody known made. */
    AcsException unauthenticated() {
        refused.increment();
        return new AcsException(401, StatusErrors.of(401), Map.of("WWW-Authenticate", "HMAC-SHA256, Bearer"));
    }

    private Optional<Principal> byToken(String token) {
        Optional<Principal> user = tokens.userOf(token).map(Principal::user);
        return user.isPresent() ? user : byService(token);
    }

    private Optional<Principal> byService(String token) {
        TokenCheck check = services.verify(token);
        if (check instanceof TokenCheck.Known service) {
            return Optional.of(Principal.service(service.subject(), service.permissions()));
        }
        if (check instanceof TokenCheck.Unknown) {
            return Optional.empty();
        }
        if (check instanceof TokenCheck.Pending) {
            // The official clients repeat a 503 by themselves.
            throw new AcsException(
                    503,
                    AcsError.of("ServiceUnavailable", "The issuer's keys are being fetched; send the request again."),
                    Map.of("Retry-After", "1"));
        }
        throw new AssertionError(check);
    }

    private Optional<Principal> bySignature(HttpServerRequest request, String authorization) {
        SignedRequest signed = new SignedRequest(
                request.method().name(),
                request.uri(),
                OwnHosts.hostOf(request),
                header(request, "x-ms-date"),
                header(request, "x-ms-content-sha256"),
                authorization);
        return keys.signer(signed, request.localAddress().port(), clock.instant())
                .map(key -> Principal.accessKey(key.name(), key.permissions()));
    }

    private Optional<Principal> bySession(HttpServerRequest request) {
        Cookie cookie = request.getCookie(Sessions.COOKIE);
        return Optional.ofNullable(cookie)
                .flatMap(each -> sessions.find(each.getValue()))
                .filter(session -> hosts.trusts(request))
                .map(session -> Principal.console(session.openedBy(), session.permissions()));
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
