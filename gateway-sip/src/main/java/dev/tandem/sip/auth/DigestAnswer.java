package dev.tandem.sip.auth;

import dev.tandem.sip.DigestCredentials;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client side of digest authentication (RFC 3261, section 22; RFC 7616). */
public final class DigestAnswer {

    /** Each challenge is answered with a client nonce of its own, so it is always the first use. */
    private static final String NONCE_COUNT = "00000001";

    private DigestAnswer() {}

    /** A challenge we can answer. */
    private record Challenge(
            DigestAlgorithm algorithm, boolean qop, String realm, String nonce, Map<String, String> parameters) {

        static Optional<Challenge> read(String value) {
            return DigestHeader.parse(value).flatMap(Challenge::of);
        }

        private static Optional<Challenge> of(Map<String, String> parameters) {
            String realm = parameters.get("realm");
            String nonce = parameters.get("nonce");
            Optional<DigestAlgorithm> algorithm =
                    DigestAlgorithm.named(Optional.ofNullable(parameters.get("algorithm")));
            String qop = parameters.getOrDefault("qop", "");
            if (realm == null || nonce == null || algorithm.isEmpty() || !(qop.isEmpty() || offersAuth(qop))) {
                return Optional.empty();
            }
            return Optional.of(new Challenge(algorithm.get(), !qop.isEmpty(), realm, nonce, parameters));
        }

        private static boolean offersAuth(String qop) {
            return Arrays.stream(qop.split(",", -1)).anyMatch(one -> one.strip().equalsIgnoreCase("auth"));
        }
    }

    /**
     * The Authorization or Proxy-Authorization value for a challenged request.
     *
     * @param challenges values of WWW-Authenticate or Proxy-Authenticate; the strongest that is understood is answered
     * @param credentials ours towards the peer
     * @param method the request's method
     * @param uri the request's Request-URI
     * @param clientNonce fresh random text of ours, hexadecimal
     * @return empty when no challenge can be answered
     */
    public static Optional<String> to(
            List<String> challenges, DigestCredentials credentials, String method, String uri, String clientNonce) {
        return challenges.stream()
                .map(Challenge::read)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Challenge::algorithm))
                .map(challenge -> write(challenge, credentials, method, uri, clientNonce));
    }

    /** The realm of a challenge, or of the answer to one; empty when it is not of the Digest scheme. */
    static Optional<String> realm(String value) {
        return DigestHeader.parse(value).map(parameters -> parameters.get("realm"));
    }

    private static String write(
            Challenge challenge, DigestCredentials credentials, String method, String uri, String clientNonce) {
        Optional<String> use =
                challenge.qop() ? Optional.of(NONCE_COUNT + ':' + clientNonce + ":auth") : Optional.empty();
        String response =
                challenge.algorithm().response(credentials, challenge.realm(), method, uri, challenge.nonce(), use);
        StringBuilder value = new StringBuilder("Digest username=").append(quoted(credentials.username()));
        value.append(", realm=").append(quoted(challenge.realm()));
        value.append(", nonce=").append(quoted(challenge.nonce()));
        value.append(", uri=").append(quoted(uri));
        value.append(", response=").append(quoted(response));
        value.append(", algorithm=").append(challenge.algorithm().token());
        if (challenge.qop()) {
            value.append(", cnonce=").append(quoted(clientNonce)).append(", qop=auth, nc=" + NONCE_COUNT);
        }
        String opaque = challenge.parameters().get("opaque");
        return opaque == null
                ? value.toString()
                : value.append(", opaque=").append(quoted(opaque)).toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
