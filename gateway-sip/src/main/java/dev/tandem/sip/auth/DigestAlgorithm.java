package dev.tandem.sip.auth;

import dev.tandem.sip.DigestCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Hash algorithms of digest authentication (RFC 7616, section 3.3), weakest first. */
public enum DigestAlgorithm {
    MD5("MD5"),
    SHA_256("SHA-256");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** The name in the algorithm parameter; Java's name of it is the same. */
    public String token() {
        return token;
    }

    /** The algorithm of an algorithm parameter; MD5 when the parameter is absent. */
    static Optional<DigestAlgorithm> named(Optional<String> parameter) {
        String name = parameter.orElse(MD5.token);
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.token.equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * The response of RFC 7616, section 3.4.1.
     *
     * @param use {@code nc:cnonce:qop} joined by colons; empty for the form without qop (RFC 2617, section 3.2.2.1)
     */
    String response(
            DigestCredentials credentials,
            String realm,
            String method,
            String uri,
            String nonce,
            Optional<String> use) {
        String who = hash(credentials.username() + ':' + realm + ':' + credentials.password());
        String what = hash(method + ':' + uri);
        return hash(who + ':' + nonce + use.map(text -> ':' + text).orElse("") + ':' + what);
    }

    private String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has " + token, missing);
        }
    }
}
