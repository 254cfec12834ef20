package dev.tandem.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.trunk.TrunkHealth;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthBodyTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void theWordsAreThoseOfTheWire() {
        TrunkHealth ending = TrunkHealth.NONE.withCertificate(NOW.plusSeconds(60));

        assertThat(HealthBody.of(TrunkHealth.NONE, NOW))
                .isEqualTo(new HealthBody(
                        new HealthBody.Tls("unknown"),
                        new HealthBody.Ping("unknown"),
                        new HealthBody.Overall("unknown", null)));
        assertThat(HealthBody.of(ending.answered(NOW), NOW))
                .isEqualTo(new HealthBody(
                        new HealthBody.Tls("certExpiring"),
                        new HealthBody.Ping("active"),
                        new HealthBody.Overall("warning", null)));
        assertThat(HealthBody.of(ending.failed(), NOW).overall())
                .isEqualTo(new HealthBody.Overall("inactive", "noRecentPings"));
    }
}
