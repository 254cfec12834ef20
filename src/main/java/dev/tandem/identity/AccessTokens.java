package dev.tandem.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.access.BearerTokens;
import dev.tandem.acs.AcsException;
import dev.tandem.sip.AddressOfRecord;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Users' access tokens: compact JWTs (RFC 7519) signed with HMAC-SHA256 by one of the {@link TokenKeys}.
 *
 * <p>The official Java SDK reads {@code exp} with a pattern that allows no space after the colon, and decodes the payload
 * with the plain Base64 alphabet. Our claims are ASCII without {@code >}, {@code ?} and {@code ~}, whose encoding never has
 * one of the two characters in which the alphabets differ.
 *
 * <p>Verifying is for any thread, event loops too: it reads memory only.
 */
@Singleton
@Startup
public class AccessTokens implements BearerTokens {

    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    private static final int TOKEN_CHARS_MAX = 2048;

    private final Identities identities;
    private final ObjectMapper json;
    private final TokenKeys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Tokens of these keys. */
    @Inject
    public AccessTokens(Identities identities, ObjectMapper json, TokenKeys keys, Clock clock) {
        this.identities = identities;
        this.json = json;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A token in clear; never printed.
     *
     * @param token the JWT
     * @param expiresOn when it stops working
     */
    public record Issued(String token, Instant expiresOn) {

        @Override
        public String toString() {
            return "Issued[token=<hidden>, expiresOn=" + expiresOn + "]";
        }
    }

    /** Issues a token for an identity that exists. */
    public Issued issue(AddressOfRecord aor, Collection<String> scopes, Duration life) {
        Identity identity =
                identities.find(aor).orElseThrow(() -> AcsException.notFound("The identity " + RawId.of(aor)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiry = now.plus(life);
        String signed = HEADER + "." + encode(claims(identity, scopes, now, expiry));
        return new Issued(signed + "." + encode(sign(signed, keys.newest())), expiry);
    }

    /** Whom a token stands for; empty when it is malformed, forged, expired, revoked, or its identity is deleted. */
    public Optional<VerifiedUser> verify(String token) {
        int end = token.lastIndexOf('.');
        if (token.length() > TOKEN_CHARS_MAX || end < 0 || !token.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        String signed = token.substring(0, end);
        byte[] given = token.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        boolean ours = false;
        for (SecretKeySpec key : keys.all()) {
            ours |= MessageDigest.isEqual(encode(sign(signed, key)).getBytes(StandardCharsets.US_ASCII), given);
        }
        return ours ? current(signed.substring(HEADER.length() + 1)) : Optional.empty();
    }

    @Override
    public Optional<AddressOfRecord> userOf(String token) {
        return verify(token).map(VerifiedUser::aor);
    }

    private String claims(Identity identity, Collection<String> scopes, Instant now, Instant expiry) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        // Written by hand: the order and the missing spaces are what the SDKs' patterns expect.
        return "{\"skypeid\":\"acs:" + identity.aor().userPart() + "\",\"acsScope\":\"" + String.join(",", scopes)
                + "\",\"resourceId\":\"" + identity.aor().tenant() + "\",\"gen\":" + identity.tokenGeneration()
                + ",\"jti\":\"" + HexFormat.of().formatHex(id) + "\",\"iat\":" + now.getEpochSecond() + ",\"exp\":"
                + expiry.getEpochSecond() + "}";
    }

    private Optional<VerifiedUser> current(String payload) {
        // The signature was ours, so the claims are as we wrote them.
        JsonNode claims = read(payload);
        Instant expiry = Instant.ofEpochSecond(claims.get("exp").asLong());
        AddressOfRecord aor =
                AddressOfRecord.parse(claims.get("skypeid").asText().substring("acs:".length()));
        long generation = claims.get("gen").asLong();
        Set<String> scopes = Set.of(claims.get("acsScope").asText().split(","));
        return identities
                .find(aor)
                .filter(identity -> identity.tokenGeneration() == generation)
                .filter(identity -> clock.instant().isBefore(expiry))
                .map(identity -> new VerifiedUser(aor, scopes, expiry));
    }

    private JsonNode read(String payload) {
        try {
            return json.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a token we signed has claims we cannot read", impossible);
        }
    }

    private static byte[] sign(String text, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
