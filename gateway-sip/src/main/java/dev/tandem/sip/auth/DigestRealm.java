package dev.tandem.sip.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The server side of digest authentication for one realm (RFC 3261, section 22; RFC 7616). Thread-safe. */
public final class DigestRealm {

    /** How a request proved itself, or why not. */
    public sealed interface Proof {
        /** The credentials are right and fresh. */
        record Verified(String username) implements Proof {}

        /** There are none for this realm: challenge. */
        record Missing() implements Proof {}

        /** The nonce is too old, not ours, or was used with this count before: challenge with {@code stale=true}. */
        record Stale() implements Proof {}

        /** User unknown or response wrong: challenge again. */
        record Wrong() implements Proof {}

        /** The header cannot be read: 400. */
        record Malformed() implements Proof {}
    }

    /**
     * Makes a realm.
     *
     * @param realm the protection domain shown to users, e.g. our domain
     * @param secret at least 16 random bytes; nonces of another secret count as stale
     */
    public DigestRealm(String realm, byte[] secret) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Values for WWW-Authenticate or Proxy-Authenticate, one header each, for whoever sent from {@code source}. */
    public List<String> challenges(String source, boolean stale, Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Checks the credentials of a request.
     *
     * @param credentials values of Authorization or Proxy-Authorization
     * @param method the request's method
     * @param source who sent it, as in {@link #challenges}
     * @param known the credentials of a user name
     */
    public Proof verify(
            List<String> credentials,
            String method,
            String source,
            Function<String, Optional<DigestCredentials>> known,
            Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }
}
