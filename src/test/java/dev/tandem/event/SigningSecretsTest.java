package dev.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretsTest {

    private static final String BODY = "[{\"id\":\"1\"}]";

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.now();

    @Test
    void theStandardLibraryAcceptsOurSignature() {
        SigningSecrets secrets = SigningSecrets.fresh(random);

        assertThatCode(() -> verify(secrets.current(), secrets.sign("msg_1", now, BODY), BODY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(secrets.current(), secrets.sign("msg_1", now, BODY), BODY + " "))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void whileASecretIsReplacedBothAreAccepted() throws Exception {
        SigningSecrets old = SigningSecrets.fresh(random);
        SigningSecrets rotated = old.replacedBy(SigningSecrets.fresh(random).current(), now);

        String signature = rotated.sign("msg_1", now, BODY);
        verify(old.current(), signature, BODY);
        verify(rotated.current(), signature, BODY);
        assertThat(rotated.sign("msg_1", now.plus(Duration.ofHours(25)), BODY).split(" "))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_AAAA", "secret", "whsec_!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoSecretIsRefused(String text) {
        assertThat(SigningSecrets.isValid(text)).isFalse();
    }

    @Test
    void secretsDoNotPrintThemselves() {
        SigningSecrets secrets = SigningSecrets.fresh(random);
        assertThat(SigningSecrets.isValid(secrets.current())).isTrue();
        assertThat(secrets.toString()).doesNotContain(secrets.current());
    }

    private void verify(String secret, String signature, String body) throws Exception {
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        new Webhook(secret).verify(body, headers);
    }
}
