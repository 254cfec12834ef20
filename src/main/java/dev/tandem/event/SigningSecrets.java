package dev.tandem.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets a receiver checks our signature with, as Standard Webhooks has them: {@code whsec_} and Base64 of 24 to 64
 * octets. While a new one is being handed out the old one signs as well.
 *
 * @param current the one in use
 * @param previous the one before
 */
record SigningSecrets(String current, Optional<Previous> previous) {

    private static final String PREFIX = "whsec_";
    private static final int OCTETS = 32;
    private static final int OCTETS_MIN = 24;
    private static final int OCTETS_MAX = 64;

    /** How long the secret before goes on signing. */
    static final Duration OVERLAP = Duration.ofHours(24);

    /** A secret on its way out. */
    record Previous(String secret, Instant until) {}

    /** With a fresh secret. */
    static SigningSecrets fresh(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return of(PREFIX + Base64.getEncoder().encodeToString(octets));
    }

    /** With a secret that was checked by {@link #isValid}. */
    static SigningSecrets of(String secret) {
        return new SigningSecrets(secret, Optional.empty());
    }

    /** Whether a text is a secret. */
    static boolean isValid(String text) {
        try {
            int octets = Base64.getDecoder().decode(text.substring(Math.min(text.length(), PREFIX.length()))).length;
            return text.startsWith(PREFIX) && octets >= OCTETS_MIN && octets <= OCTETS_MAX;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The same receiver with another secret; the present one goes on for a while. */
    SigningSecrets replacedBy(String secret, Instant now) {
        return secret.equals(current)
                ? this
                : new SigningSecrets(secret, Optional.of(new Previous(current, now.plus(OVERLAP))));
    }

    /** The value of {@code webhook-signature}: one signature a secret, separated by spaces. */
    String sign(String id, Instant now, String body) {
        String signed = id + "." + now.getEpochSecond() + "." + body;
        Stream<String> old = previous.filter(before -> now.isBefore(before.until())).map(Previous::secret).stream();
        return Stream.concat(Stream.of(current), old)
                .map(secret -> "v1," + hmac(secret, signed))
                .collect(Collectors.joining(" "));
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningSecrets[hidden]";
    }
}
