package dev.tandem.phonenumbers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what no SDK would, correctly signed with the access key. */
final class SignedHttp {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI endpoint;
    private final byte[] key;

    SignedHttp(URI endpoint, String accessKey) {
        this.endpoint = endpoint;
        this.key = Base64.getDecoder().decode(accessKey);
    }

    /** An answer: status, JSON body (missing node when empty) and headers. */
    record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {}

    Answer send(String method, String target, String body) throws Exception {
        URI uri = endpoint.resolve(target);
        String hash = base64(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String date = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
        String toSign = method + "\n" + target + "\n" + date + ";" + uri.getAuthority() + ";" + hash;
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("x-ms-date", date)
                .header("x-ms-content-sha256", hash)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .header(
                        "Authorization",
                        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + sign(toSign))
                .build();
        return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private Answer answer(HttpResponse<String> response) throws IOException {
        return new Answer(response.statusCode(), json.readTree(response.body()), response.headers());
    }

    private String sign(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
