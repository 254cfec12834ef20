package dev.tandem.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrunkHealthTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(TrunkHealth.SILENCE_MAX);
    private static final Instant LATELY = LONG_AGO.plusMillis(1);
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));
    private static final Instant SOON = NOW.plus(TrunkHealth.CERTIFICATE_NOTICE);

    /** Everything that can be known about a trunk, and what it amounts to: ping, certificate, all in all. */
    @Test
    void statusTable() {
        Map<String, TrunkHealth> known = new LinkedHashMap<>();
        known.put("nothing", TrunkHealth.NONE);
        known.put("answered", TrunkHealth.NONE.answered(LATELY));
        known.put("heard", TrunkHealth.NONE.heard(LATELY));
        known.put("answered long ago", TrunkHealth.NONE.answered(LONG_AGO));
        known.put("failed", TrunkHealth.NONE.failed());
        known.put("answered, then failed", TrunkHealth.NONE.answered(LATELY).failed());
        known.put("failed, then heard", TrunkHealth.NONE.failed().heard(LATELY));
        known.put("failed, then answered", TrunkHealth.NONE.failed().answered(LATELY));
        known.put(
                "fresh certificate", TrunkHealth.NONE.withCertificate(NEXT_YEAR).answered(LATELY));
        known.put("ending certificate", TrunkHealth.NONE.withCertificate(SOON).answered(LATELY));
        known.put("ended certificate", TrunkHealth.NONE.withCertificate(NOW).answered(LATELY));
        known.put("ended, failed", TrunkHealth.NONE.withCertificate(NOW).failed());

        String table = known.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().ping(NOW) + " "
                        + each.getValue().tls(NOW) + " " + each.getValue().overall(NOW))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                nothing: UNKNOWN UNKNOWN UNKNOWN
                answered: ACTIVE UNKNOWN ONLINE
                heard: ACTIVE UNKNOWN ONLINE
                answered long ago: EXPIRED UNKNOWN INACTIVE
                failed: ERROR UNKNOWN INACTIVE
                answered, then failed: ERROR UNKNOWN INACTIVE
                failed, then heard: ERROR UNKNOWN INACTIVE
                failed, then answered: ACTIVE UNKNOWN ONLINE
                fresh certificate: ACTIVE ACTIVE ONLINE
                ending certificate: ACTIVE CERT_EXPIRING WARNING
                ended certificate: ACTIVE CERT_EXPIRED WARNING
                ended, failed: ERROR CERT_EXPIRED INACTIVE""");
    }
}
