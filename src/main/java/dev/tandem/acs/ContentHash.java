package dev.tandem.acs;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The SHA-256 of a request's body in Base64, as {@code x-ms-content-sha256} carries it; kept with the request. */
public final class ContentHash {

    private static final String KEY = ContentHash.class.getName();

    private ContentHash() {}

    /** A digest to feed a body that streams. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The hash of a whole body. */
    public static String of(byte[] body) {
        return Base64.getEncoder().encodeToString(digest().digest(body));
    }

    /** Whether two hashes are the same; takes as long whatever they are. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Remembers the hash of the body that was read. */
    public static void keep(RoutingContext request, String hash) {
        request.put(KEY, hash);
    }

    /** The hash of the body that was read; empty when there was none, or it is a stream. */
    public static String of(RoutingContext request) {
        String hash = request.get(KEY);
        return hash == null ? "" : hash;
    }
}
