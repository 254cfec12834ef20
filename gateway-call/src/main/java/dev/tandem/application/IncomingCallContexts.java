package dev.tandem.application;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The opaque text by which an application names the call it was offered. It is signed, so that nobody can answer a call
 * they were not told of by guessing. Thread-safe.
 */
public final class IncomingCallContexts {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int CHARS_MAX = 1024;

    private final SecretKeySpec key;

    /** Contexts signed with {@code key}. */
    public IncomingCallContexts(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The context of a call. */
    String write(String tenant, String callId) {
        String named = tenant + " " + callId;
        return encode(named.getBytes(StandardCharsets.US_ASCII)) + "." + encode(sign(named));
    }

    /** The id of the call a context names; empty when we did not write it for this tenant. */
    public Optional<String> callId(String tenant, String context) {
        int dot = context.indexOf('.');
        if (dot < 0 || context.length() > CHARS_MAX) {
            return Optional.empty();
        }
        try {
            String named =
                    new String(Base64.getUrlDecoder().decode(context.substring(0, dot)), StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(context.substring(dot + 1));
            boolean ours = MessageDigest.isEqual(signature, sign(named)) && named.startsWith(tenant + " ");
            return ours ? Optional.of(named.substring(tenant.length() + 1)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] sign(String named) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(named.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static String encode(byte[] octets) {
        return BASE64.encodeToString(octets);
    }
}
