package dev.tandem.access.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.config.OidcConfig;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens of services, from the issuer that {@code tandem.oidc.issuer} names (RFC 7519, RFC 8725): signed with one of
 * its keys, for our audience, not expired. Scopes or roles named {@code tandem.admin}, {@code tandem.numbers},
 * {@code tandem.calls}, {@code tandem.recordings} and {@code tandem.read} are permissions; a token without any is known but allows nothing.
 *
 * <p>For event loops: checking reads memory only.
 */
@Singleton
public class ServiceTokens {

    private static final int TOKEN_CHARS_MAX = 8192;
    private static final int CLOCK_SKEW_SECONDS = 60;

    /** Asymmetric ones only: a public key must never pass for a shared secret (RFC 8725, section 3.1). */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    /**
     * Whose tokens are taken.
     *
     * @param issuer who signs them; nobody: none is
     * @param audience whom they must be for
     * @param scopePrefix what scopes begin with that give permissions
     */
    record Terms(Optional<URI> issuer, String audience, String scopePrefix) {

        static Terms of(OidcConfig config) {
            return new Terms(config.issuer(), config.audience(), config.scopePrefix());
        }
    }

    /** What checking a token found. */
    public sealed interface TokenCheck {
        /** It is good. */
        record Known(String subject, Set<Permission> permissions) implements TokenCheck {}

        /** Nobody's that we know. */
        record Unknown() implements TokenCheck {}

        /** Its key is being fetched: the same request will get an answer in a moment. */
        record Pending() implements TokenCheck {}
    }

    private final Terms terms;
    private final Optional<IssuerKeys> keys;
    private final Clock clock;

    /** Tokens of the configured issuer; without one, every token is unknown. */
    @Inject
    public ServiceTokens(TandemConfig config, ObjectMapper json, ExecutorService workers, Clock clock) {
        this(Terms.of(config.oidc()), json, workers, clock);
    }

    ServiceTokens(Terms terms, ObjectMapper json, Executor workers, Clock clock) {
        this.terms = terms;
        this.keys = terms.issuer().map(issuer -> new IssuerKeys(issuer, json, workers));
        this.clock = clock;
    }

    /** Checks a token. */
    public TokenCheck verify(String token) {
        if (keys.isEmpty() || token.length() > TOKEN_CHARS_MAX) {
            return new TokenCheck.Unknown();
        }
        IssuerKeys issuer = keys.get();
        Instant now = clock.instant();
        String keyId = keyId(token);
        if (keyId == null) {
            return new TokenCheck.Unknown();
        }
        boolean known = issuer.contains(keyId);
        boolean fetching = issuer.refresh(!known, now);
        if (!known) {
            return fetching ? new TokenCheck.Pending() : new TokenCheck.Unknown();
        }
        return judge(token, issuer, now);
    }

    private TokenCheck judge(String token, IssuerKeys issuer, Instant now) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .setExpectedIssuer(terms.issuer().orElseThrow().toString())
                    .setExpectedAudience(terms.audience())
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(issuer.all()))
                    .build()
                    .processToClaims(token);
            return new TokenCheck.Known(claims.getSubject(), permissions(claims));
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return new TokenCheck.Unknown();
        }
    }

    private static @Nullable String keyId(String token) {
        try {
            return JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue();
        } catch (JoseException malformed) {
            return null;
        }
    }

    private Set<Permission> permissions(JwtClaims claims) {
        Set<String> granted = new HashSet<>();
        // Entra writes scp for people and roles for applications, others scope (RFC 8693, section 4.2).
        for (String claim : List.of("scp", "scope", "roles")) {
            granted.addAll(texts(claims.getClaimValue(claim)));
        }
        Set<Permission> permissions = new HashSet<>();
        for (Permission permission : Permission.values()) {
            if (granted.contains(terms.scopePrefix() + permission.word())) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return Arrays.asList(text.split(" "));
        }
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
    }
}
