package dev.tandem.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every form of signature the official SDKs send, and what must not pass for one. */
class HmacSignatureTest {

    private static final byte[] KEY = "the key of this test".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_KEY = "another key".getBytes(StandardCharsets.UTF_8);
    private static final String DATE = "Sat, 21 Nov 2026 12:00:00 GMT";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void javascriptSignsHostAndPort() {
        assertThat(verify(
                        sent("/sip?api-version=1", "localhost:8443"),
                        signedOver("/sip?api-version=1", "localhost:8443")))
                .isTrue();
    }

    @Test
    void javaSignsAndSendsTheBareHost() {
        assertThat(verify(sent("/sip", "localhost"), signedOver("/sip", "localhost")))
                .isTrue();
    }

    @Test
    void aProxyMayAddOrDropThePort() {
        assertThat(verify(sent("/sip", "localhost:8443"), signedOver("/sip", "localhost")))
                .isTrue();
        assertThat(verify(sent("/sip", "localhost"), signedOver("/sip", "localhost:8443")))
                .isTrue();
        assertThat(verify(sent("/sip", "[::1]:8443"), signedOver("/sip", "[::1]")))
                .isTrue();
    }

    @Test
    void anotherHostIsRefused() {
        assertThat(verify(sent("/sip", "localhost"), signedOver("/sip", "elsewhere")))
                .isFalse();
    }

    @Test
    void javascriptSignsTheQueryAsAFormButSendsPercents() {
        String sent = "/list?name=a%20b%28c%29~&flag&x=%2B1";
        String signed = "/list?name=a+b%28c%29%7E&flag=&x=%2B1";
        assertThat(verify(sent(sent, "localhost"), signedOver(signed, "localhost")))
                .isTrue();
    }

    @Test
    void thePathIsSignedAsSent() {
        assertThat(verify(
                        sent("/phoneNumbers/+14255550123", "localhost"),
                        signedOver("/phoneNumbers/+14255550123", "localhost")))
                .isTrue();
        assertThat(verify(
                        sent("/phoneNumbers/%2B14255550123", "localhost"),
                        signedOver("/phoneNumbers/+14255550123", "localhost")))
                .isFalse();
    }

    @Test
    void aBrokenEscapeInTheQueryIsNoDefect() {
        assertThat(verify(sent("/list?x=%zz", "localhost"), signedOver("/list?x=%zz", "localhost")))
                .isTrue();
        assertThat(verify(sent("/list?x=%zz", "localhost"), signedOver("/list", "localhost")))
                .isFalse();
    }

    @Test
    void eitherKeySigns() {
        String signature = sign(OTHER_KEY, stringToSign("/sip", "localhost"));
        assertThat(verify(sent("/sip", "localhost"), signature)).isTrue();
    }

    @Test
    void aStrangersKeyDoesNot() {
        byte[] stranger = "nobody's key".getBytes(StandardCharsets.UTF_8);
        assertThat(verify(sent("/sip", "localhost"), sign(stranger, stringToSign("/sip", "localhost"))))
                .isFalse();
    }

    @Test
    void theDateMayBeFiveMinutesOffAndNoMore() {
        String signature = signedOver("/sip", "localhost");
        Duration most = Duration.ofMinutes(5);
        assertThat(verifyAt(NOW.plus(most), signature)).isTrue();
        assertThat(verifyAt(NOW.minus(most), signature)).isTrue();
        assertThat(verifyAt(NOW.plus(most).plusSeconds(1), signature)).isFalse();
        assertThat(verifyAt(NOW.minus(most).minusSeconds(1), signature)).isFalse();
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        SignedRequest request = new SignedRequest("GET", "/sip", "localhost", "yesterday", HASH, "HMAC-SHA256 x");
        assertThat(HmacSignature.signer(request, List.of(KEY), 8443, NOW)).isEmpty();
    }

    @Test
    void anotherMethodOrBodyHashIsRefused() {
        String authorization = authorization(signedOver("/sip", "localhost"));
        assertThat(HmacSignature.signer(
                        new SignedRequest("POST", "/sip", "localhost", DATE, HASH, authorization),
                        List.of(KEY),
                        8443,
                        NOW))
                .isEmpty();
        assertThat(HmacSignature.signer(
                        new SignedRequest("GET", "/sip", "localhost", DATE, "other", authorization),
                        List.of(KEY),
                        8443,
                        NOW))
                .isEmpty();
    }

    @Test
    void aSignatureOverNoHashIsRefused() {
        String authorization = authorization(sign(KEY, "GET\n/sip\n" + DATE + ";localhost;"));
        SignedRequest request = new SignedRequest("GET", "/sip", "localhost", DATE, "", authorization);
        assertThat(HmacSignature.signer(request, List.of(KEY), 8443, NOW)).isEmpty();
    }

    @Test
    void fewerSignedHeadersAreRefused() {
        String signature = signedOver("/sip", "localhost");
        String authorization = "HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=" + signature;
        SignedRequest request = new SignedRequest("GET", "/sip", "localhost", DATE, HASH, authorization);
        assertThat(HmacSignature.signer(request, List.of(KEY), 8443, NOW)).isEmpty();
    }

    private static boolean verify(SignedRequest unsigned, String signature) {
        return HmacSignature.signer(withSignature(unsigned, signature), List.of(KEY, OTHER_KEY), 8443, NOW)
                .isPresent();
    }

    private static boolean verifyAt(Instant now, String signature) {
        return HmacSignature.signer(withSignature(sent("/sip", "localhost"), signature), List.of(KEY), 8443, now)
                .isPresent();
    }

    private static SignedRequest sent(String target, String host) {
        return new SignedRequest("GET", target, host, DATE, HASH, "");
    }

    private static SignedRequest withSignature(SignedRequest request, String signature) {
        return new SignedRequest(
                request.method(),
                request.target(),
                request.host(),
                request.date(),
                request.contentHash(),
                authorization(signature));
    }

    private static String authorization(String signature) {
        return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature;
    }

    private static String signedOver(String target, String host) {
        return sign(KEY, stringToSign(target, host));
    }

    private static String stringToSign(String target, String host) {
        return "GET\n" + target + "\n" + DATE + ";" + host + ";" + HASH;
    }

    private static String sign(byte[] key, String text) {
        return Base64.getEncoder().encodeToString(HmacSignature.sign(key, text));
    }
}
