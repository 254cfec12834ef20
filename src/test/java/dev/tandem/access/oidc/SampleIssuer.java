package dev.tandem.access.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer on loopback: its discovery document, its keys, tokens signed with them. */
final class SampleIssuer implements AutoCloseable {

    final AtomicInteger fetches = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final HttpServer http;
    private final String url;
    private volatile RsaJsonWebKey key;

    SampleIssuer(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        url = "http://localhost:" + http.getAddress().getPort();
        http.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/keys\"}"));
        http.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        });
        key = fresh("k1");
        http.start();
    }

    URI url() {
        return URI.create(url);
    }

    /** Signs with another key from now on, and shows only that one. */
    void rotate(String keyId) {
        key = fresh(keyId);
    }

    /** Claims of a good token; a test may spoil them. */
    JwtClaims claims(Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url);
        claims.setSubject("billing");
        claims.setAudience("https://communication.azure.com");
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 600));
        return claims;
    }

    String sign(JwtClaims claims) {
        return sign(claims, key);
    }

    /** Signs with a key that is not the issuer's, under the name of the one that is. */
    String forge(JwtClaims claims) {
        return sign(claims, fresh(key.getKeyId()));
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            http.stop(0);
        }
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RsaJsonWebKey fresh(String keyId) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(keyId);
            return key;
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
