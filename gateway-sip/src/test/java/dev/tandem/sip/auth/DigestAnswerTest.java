package dev.tandem.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.DigestCredentials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestAnswerTest {

    private static final String RFC7616 = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
            + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
            + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm=";
    private static final DigestCredentials MUFASA = new DigestCredentials("Mufasa", "Circle of Life");

    @Test
    void rfc7616Section391WithSha256WhichIsPreferredToMd5() {
        String answer = rfc7616(List.of(RFC7616 + "MD5", RFC7616 + "SHA-256"));

        assertThat(answer)
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                .contains("algorithm=SHA-256")
                .contains("qop=auth, nc=00000001")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    @Test
    void rfc7616Section391WithMd5() {
        assertThat(rfc7616(List.of(RFC7616 + "MD5"))).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    }

    @Test
    void rfc2617Section35() {
        Optional<String> answer = answer(
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                        + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
                new DigestCredentials("Mufasa", "Circle Of Life"));

        assertThat(answer)
                .hasValueSatisfying(
                        value -> assertThat(value).contains("response=\"6629fae49393a05397450978507c4ef1\""));
    }

    /** RFC 2069, section 2.4, with the response its errata give. */
    @Test
    void aServerWithoutQopGetsTheOldForm() {
        Optional<String> answer = answer(
                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
                new DigestCredentials("Mufasa", "CircleOfLife"));

        assertThat(answer)
                .hasValueSatisfying(value -> assertThat(value)
                        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                        .doesNotContain("qop", "cnonce", "nc="));
    }

    @Test
    void whatIsNotUnderstoodIsNotAnswered() {
        assertThat(answer("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256", MUFASA))
                .isEmpty();
        assertThat(answer("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"", MUFASA))
                .isEmpty();
        assertThat(answer("Digest realm=\"r\"", MUFASA)).isEmpty();
        assertThat(answer("Basic realm=\"r\"", MUFASA)).isEmpty();
    }

    @Test
    void aQuoteInTheRealmCannotBreakOutOfOurHeader() {
        Optional<String> answer = answer("Digest realm=\"a\\\", uri=\\\"b\", nonce=\"n\"", MUFASA);

        assertThat(answer.flatMap(DigestHeader::parse))
                .hasValueSatisfying(parameters -> assertThat(parameters)
                        .containsEntry("realm", "a\", uri=\"b")
                        .containsEntry("uri", "/dir/index.html"));
    }

    private static String rfc7616(List<String> challenges) {
        return DigestAnswer.to(
                        challenges, MUFASA, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
                .orElseThrow();
    }

    private static Optional<String> answer(String challenge, DigestCredentials credentials) {
        return DigestAnswer.to(List.of(challenge), credentials, "GET", "/dir/index.html", "0a4f113b");
    }
}
