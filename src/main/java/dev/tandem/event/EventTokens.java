package dev.tandem.event;

import dev.tandem.config.TandemConfig;
import dev.tandem.host.PublicUrl;
import dev.tandem.store.DataDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * JWTs (RFC 7519) that tell a receiver the event is ours, signed RS256 with a key of the data directory whose public half
 * stands at {@code /.well-known/jwks.json}. Off unless {@code tandem.events.jwt-audience} is set. Thread-safe.
 */
@Singleton
public class EventTokens {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int KEY_BITS = 2_048;

    private final Optional<String> audience;
    private final String issuer;
    private final DataDirectory data;
    private final Clock clock;
    private volatile Issued issued = new Issued("", Instant.EPOCH);

    /** A token and when to make the next one. */
    private record Issued(String token, Instant until) {}

    /** Tokens for the configured audience. */
    @Inject
    public EventTokens(TandemConfig config, PublicUrl publicUrl, DataDirectory data, Clock clock) {
        audience = config.events().jwtAudience();
        issuer = publicUrl.of("");
        this.data = data;
        this.clock = clock;
    }

    /** The issuer that tokens name. */
    String issuer() {
        return issuer;
    }

    /** A token for now; the same one for half its life. */
    Optional<String> current() {
        if (audience.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isAfter(issued.until())) {
            issued = new Issued(issue(audience.get(), now), now.plus(LIFE.dividedBy(2)));
        }
        return Optional.of(issued.token());
    }

    /** The public key as a JWK set (RFC 7517). */
    String keySet() {
        return new JsonWebKeySet(key()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private String issue(String to, Instant now) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(issuer);
            claims.setAudience(to);
            claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
            claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFE).toEpochMilli()));
            claims.setGeneratedJwtId();
            RsaJsonWebKey key = key();
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setHeader("typ", "JWT");
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("an RSA key signs RS256", impossible);
        }
    }

    private RsaJsonWebKey key() {
        String kept = new String(data.secret("keys/event-key.json", EventTokens::fresh), StandardCharsets.UTF_8);
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(kept);
        } catch (JoseException malformed) {
            throw new IllegalStateException(data.resolve("keys/event-key.json") + " must hold an RSA key", malformed);
        }
    }

    private static byte[] fresh() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8);
        } catch (JoseException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }
}
