package dev.tandem.sip.auth;

import dev.tandem.sip.DigestCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The server side of digest authentication for one realm (RFC 3261, section 22; RFC 7616).
 *
 * <p>A nonce serves one source for five minutes, each count once; the memory of used ones is bounded. The digest URI is
 * taken as the client hashed it, because proxies may have rewritten the Request-URI since. A source that was wrong about a
 * user {@value #GUESSES_PER_MINUTE_MAX} times in a minute is not heard about that user for its rest. Thread-safe.
 */
public final class DigestRealm {

    /** How a request proved itself, or why not. */
    public sealed interface Proof {
        /** The credentials are right and fresh. */
        record Verified(String username) implements Proof {}

        /** There are none for this realm: challenge. */
        record Missing() implements Proof {}

        /** They are right, but the nonce is too old, not ours, or was used before: challenge with {@code stale=true}. */
        record Stale() implements Proof {}

        /** The user is unknown or the response wrong. */
        record Wrong() implements Proof {}

        /** This source guessed at this user's password too often in the last minute; it was not looked at: 403. */
        record Exhausted() implements Proof {}

        /** The header cannot be read: 400. */
        record Malformed() implements Proof {}
    }

    /** What a client answered. */
    private record Answer(
            DigestAlgorithm algorithm,
            String username,
            String uri,
            String nonce,
            String response,
            long count,
            Optional<String> use) {}

    /** Whose password was guessed at, and from where. */
    private record Guess(String username, String source) {

        private static final int NAME_CHARS_MAX = 128;

        /** Strangers choose the names we remember here: not their length, too. */
        Guess {
            username = username.substring(0, Math.min(username.length(), NAME_CHARS_MAX));
        }
    }

    private static final int GUESSES_PER_MINUTE_MAX = 10;
    private static final int GUESSERS_MAX = 16_384;

    /** Nobody's, so that an unknown user takes as long to refuse as a wrong password. */
    private static final DigestCredentials NOBODY = new DigestCredentials("", "");

    private final String realm;
    private final List<DigestAlgorithm> offered;
    private final Nonces nonces;
    private final Consumer<String> onWrong;
    private final AttemptLimit<Guess> guesses = new AttemptLimit<>(GUESSES_PER_MINUTE_MAX, GUESSERS_MAX);

    /**
     * Makes a realm that offers MD5 alone: baresip 1.0 gives up when a SHA-256 challenge stands beside an MD5 one, in
     * either order, and JsSIP and SIP.js read the first challenge only and know no other hash.
     */
    public DigestRealm(String realm, byte[] secret) {
        this(realm, secret, source -> {});
    }

    /** The same, which tells {@code onWrong} of every source that answered a challenge of ours with a wrong password. */
    public DigestRealm(String realm, byte[] secret, Consumer<String> onWrong) {
        this(realm, secret, List.of(DigestAlgorithm.MD5), onWrong);
    }

    /**
     * Makes a realm.
     *
     * @param realm the protection domain shown to users, e.g. our domain
     * @param secret at least 16 bytes, random at every start; nonces of another secret are stale
     * @param offered algorithms to challenge with, preferred first; an answer with any we know is accepted
     * @param onWrong told of every source that answered a challenge of ours with a wrong password
     */
    public DigestRealm(String realm, byte[] secret, List<DigestAlgorithm> offered, Consumer<String> onWrong) {
        this.realm = realm;
        this.onWrong = onWrong;
        this.offered = List.copyOf(offered);
        this.nonces = new Nonces(secret);
    }

    /** Values for WWW-Authenticate or Proxy-Authenticate, one header each, for whoever sent from {@code source}. */
    public List<String> challenges(String source, boolean stale, Instant now) {
        String nonce = nonces.issue(source, now);
        return offered.stream()
                .map(algorithm -> "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm="
                        + algorithm.token() + ", qop=\"auth\"" + (stale ? ", stale=true" : ""))
                .toList();
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
        for (String value : credentials) {
            Optional<Map<String, String>> parameters = DigestHeader.parse(value);
            if (parameters.isEmpty() && DigestHeader.isDigest(value)) {
                return new Proof.Malformed();
            }
            if (parameters.isPresent() && realm.equals(parameters.get().get("realm"))) {
                return read(parameters.get())
                        .map(answer -> judge(answer, method, source, known, now))
                        .orElseGet(Proof.Malformed::new);
            }
        }
        return new Proof.Missing();
    }

    private Proof judge(
            Answer answer,
            String method,
            String source,
            Function<String, Optional<DigestCredentials>> known,
            Instant now) {
        // By user too, because users share addresses (NAT). Unknown ones count as well: the difference would name
        // users.
        Guess guess = new Guess(answer.username(), source);
        if (guesses.exhausted(guess, now)) {
            return new Proof.Exhausted();
        }
        Optional<DigestCredentials> credentials = known.apply(answer.username());
        String expected = answer.algorithm()
                .response(credentials.orElse(NOBODY), realm, method, answer.uri(), answer.nonce(), answer.use());
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), answer.response().getBytes(StandardCharsets.UTF_8));
        if (!right || credentials.isEmpty()) {
            guesses.failed(guess, now);
            if (nonces.issuedTo(source, answer.nonce())) {
                onWrong.accept(source);
            }
            return new Proof.Wrong();
        }
        // Only now, so that nobody without a password can fill the memory of used nonces.
        return nonces.use(answer.nonce(), answer.count(), source, now)
                ? new Proof.Verified(answer.username())
                : new Proof.Stale();
    }

    private static Optional<Answer> read(Map<String, String> parameters) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(Optional.ofNullable(parameters.get("algorithm")));
        String username = parameters.get("username");
        String uri = parameters.get("uri");
        String nonce = parameters.get("nonce");
        String response = parameters.get("response");
        long count = count(parameters);
        if (algorithm.isEmpty() || username == null || uri == null || nonce == null || response == null || count < 1) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                algorithm.get(), username, uri, nonce, response.toLowerCase(Locale.ROOT), count, use(parameters)));
    }

    private static Optional<String> use(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("qop"))
                .map(qop -> parameters.get("nc") + ':' + parameters.getOrDefault("cnonce", "") + ':' + qop);
    }

    /** The nonce count, or 0 when it is malformed; a client that knows no qop may use a nonce once. */
    private static long count(Map<String, String> parameters) {
        String qop = parameters.get("qop");
        if (qop == null) {
            return 1;
        }
        String count = parameters.getOrDefault("nc", "");
        boolean wellFormed = qop.equals("auth") && count.matches("[0-9a-fA-F]{8}");
        return wellFormed ? Long.parseLong(count, 16) : 0;
    }
}
