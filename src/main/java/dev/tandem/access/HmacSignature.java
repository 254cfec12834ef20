package dev.tandem.access;

import dev.tandem.host.HostName;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 authentication of Azure Communication Services, with every form of it the official SDKs send.
 *
 * <p>The string to sign is {@code METHOD\nTARGET\nDATE;HOST;CONTENT-HASH}. The SDKs differ in two of its parts: Java
 * signs the host without a port and sends it so, JavaScript with; and JavaScript signs the query re-serialised as a form
 * (a space as {@code +}) while it sends the original ({@code %20}). So a signature is good over any of these forms. Each is
 * derived from what was sent; no form widens what the key holder agreed to.
 *
 * <p>A signature may be seen again within the date's window. Azure's scheme has no nonce, and the date counts whole seconds:
 * two equal requests of one second, such as two users made in a loop or a client's quick retry, carry the same signature
 * and are both meant. Refusing the second would break the official clients. TLS keeps strangers from learning a signature,
 * the date bounds what one is worth, and {@link dev.tandem.repeat.RepeatableRequest} is for who wants one effect.
 *
 * <p>Pure: the time is an argument. The content hash is only compared as text here; {@link BodyInterceptor} holds the body
 * against it.
 */
final class HmacSignature {

    /** How far the client's clock may be off. */
    static final Duration DATE_WINDOW = Duration.ofMinutes(5);

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "HMAC-SHA256 +SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=([A-Za-z0-9+/]{43}=)",
            Pattern.CASE_INSENSITIVE);

    private HmacSignature() {}

    /**
     * Which of {@code keys} signed {@code request} at about {@code now}: its index.
     *
     * @param ownPort port to try when the host was sent without one
     */
    static Optional<Integer> signer(SignedRequest request, List<byte[]> keys, int ownPort, Instant now) {
        Matcher authorization = AUTHORIZATION.matcher(request.authorization());
        // Without a hash there is nothing to hold the body against.
        if (!authorization.matches() || request.contentHash().isEmpty() || !recent(request.date(), now)) {
            return Optional.empty();
        }
        byte[] signature = Base64.getDecoder().decode(authorization.group(1));
        Optional<Integer> signer = Optional.empty();
        // No early exit: the time taken tells nothing about which form or key was nearer.
        for (String text : stringsToSign(request, ownPort)) {
            for (int index = 0; index < keys.size(); index++) {
                if (MessageDigest.isEqual(signature, sign(keys.get(index), text))) {
                    signer = Optional.of(index);
                }
            }
        }
        return signer;
    }

    static byte[] sign(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static boolean recent(String date, Instant now) {
        try {
            Instant sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(sent, now).abs().compareTo(DATE_WINDOW) <= 0;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static Set<String> stringsToSign(SignedRequest request, int ownPort) {
        Set<String> texts = new LinkedHashSet<>();
        for (String target : targets(request.target())) {
            for (String host : hosts(request.host(), ownPort)) {
                texts.add(request.method() + "\n" + target + "\n" + request.date() + ";" + host + ";"
                        + request.contentHash());
            }
        }
        return texts;
    }

    private static Set<String> hosts(String sent, int ownPort) {
        String bare = HostName.withoutPort(sent);
        return new LinkedHashSet<>(List.of(sent, bare, bare + ":" + ownPort));
    }

    private static Set<String> targets(String sent) {
        Set<String> targets = new LinkedHashSet<>(List.of(sent));
        int question = sent.indexOf('?');
        if (question >= 0) {
            asForm(sent.substring(question + 1))
                    .ifPresent(query -> targets.add(sent.substring(0, question) + "?" + query));
        }
        return targets;
    }

    private static Optional<String> asForm(String query) {
        StringJoiner form = new StringJoiner("&");
        try {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                form.add(recode(name) + "=" + recode(value));
            }
            return Optional.of(form.toString());
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    private static String recode(String text) {
        return URLEncoder.encode(URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
