package dev.tandem.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The signing keys of an issuer (OpenID Connect Discovery 1.0, section 4; RFC 7517). Asking never blocks: the keys are in
 * memory, and a worker fetches them when they are old or one is asked for that is not there, at most every
 * {@value #FETCH_SECONDS_MIN} seconds. While the issuer cannot be reached the keys known so far serve on.
 */
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int FETCH_SECONDS_MIN = 30;
    private static final int HTTP_MILLIS_MAX = 5_000;
    private static final int DOCUMENT_CHARS_MAX = 1_000_000;

    private final String issuer;
    private final ObjectMapper json;
    private final Executor workers;

    private volatile List<JsonWebKey> keys = List.of();
    /** Guarded by this, as the next one. */
    private Instant fetchedAt = Instant.MIN;

    private boolean fetching;

    IssuerKeys(URI issuer, ObjectMapper json, Executor workers) {
        this.issuer = issuer.toString();
        this.json = json;
        this.workers = workers;
    }

    /** All keys known now. */
    List<JsonWebKey> all() {
        return keys;
    }

    /** Whether a key is known now. */
    boolean contains(String keyId) {
        return keys.stream().anyMatch(key -> keyId.equals(key.getKeyId()));
    }

    /** Has the keys fetched if they are old, or if {@code missing} and not just fetched; whether that is under way. */
    synchronized boolean refresh(boolean missing, Instant now) {
        Instant due = fetchedAt.equals(Instant.MIN)
                ? now
                : fetchedAt.plus(missing ? Duration.ofSeconds(FETCH_SECONDS_MIN) : LIFE);
        if (!fetching && !now.isBefore(due)) {
            fetching = true;
            fetchedAt = now;
            workers.execute(this::fetch);
        }
        return fetching;
    }

    private void fetch() {
        try {
            String base = issuer.endsWith("/") ? issuer : issuer + "/";
            JsonNode discovery = json.readTree(get(base + ".well-known/openid-configuration"));
            if (!issuer.equals(discovery.path("issuer").asText())) {
                throw new IOException("its discovery document names another issuer");
            }
            keys = List.copyOf(new JsonWebKeySet(get(discovery.path("jwks_uri").asText())).getJsonWebKeys());
        } catch (IOException | JoseException | RuntimeException failed) {
            LOG.warnf("the keys of %s cannot be fetched: %s", issuer, failed.getMessage());
        } finally {
            synchronized (this) {
                fetching = false;
            }
        }
    }

    private static String get(String url) throws IOException {
        Get get = new Get();
        get.setConnectTimeout(HTTP_MILLIS_MAX);
        get.setReadTimeout(HTTP_MILLIS_MAX);
        get.setRetries(0);
        get.setResponseBodySizeLimit(DOCUMENT_CHARS_MAX);
        return get.get(url).getBody();
    }
}
