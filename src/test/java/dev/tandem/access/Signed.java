package dev.tandem.access;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/** Requests signed with an access key, rightly or a little wrong. */
final class Signed {

    private Signed() {}

    /** A request signed now. */
    static RequestSpecification request(String method, String target, String body, String key) throws Exception {
        return request(method, target, body, key, Duration.ZERO);
    }

    /** A request whose date is {@code ago}. */
    static RequestSpecification request(String method, String target, String body, String key, Duration ago)
            throws Exception {
        RequestSpecification request = given().urlEncodingEnabled(false);
        headers(method, target, body, key, ago).forEach(request::header);
        return request.contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The headers that sign a request now. */
    static Map<String, String> headers(String method, String target, String body, String key) throws Exception {
        return headers(method, target, body, key, Duration.ZERO);
    }

    private static Map<String, String> headers(String method, String target, String body, String key, Duration ago)
            throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minus(ago));
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String text = method + "\n" + target + "\n" + date + ";localhost:" + RestAssured.port + ";" + hash;
        String signature = Base64.getEncoder()
                .encodeToString(HmacSignature.sign(Base64.getDecoder().decode(key), text));
        return Map.of(
                "x-ms-date",
                date,
                "x-ms-content-sha256",
                hash,
                "Authorization",
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature);
    }

    /** What {@code key} is answered to a GET. */
    static int get(String target, String key) throws Exception {
        return request("GET", target, "", key).get(target).statusCode();
    }
}
