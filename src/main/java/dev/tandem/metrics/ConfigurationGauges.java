package dev.tandem.metrics;

import dev.tandem.identity.Identities;
import dev.tandem.tls.ServedCertificates;
import dev.tandem.trunk.TrunkDirectory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How full the configured limits are, and how long the certificates last. */
@Singleton
class ConfigurationGauges {

    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            Identities identities,
            TrunkDirectory trunks,
            ServedCertificates served,
            Clock clock) {
        Gauge.builder("tandem.identities", identities, Identities::count)
                .description("identities kept")
                .register(registry);
        Gauge.builder("tandem.trunks", trunks, directory -> directory.all().size())
                .description("trunks configured")
                .register(registry);
        for (String listener : List.of(ServedCertificates.HTTPS, ServedCertificates.SIP_TLS)) {
            Gauge.builder("tandem.certificate.expiry", served, all -> secondsLeft(all.end(listener), clock))
                    .description("time until the certificate ends that a listener serves")
                    .tag("listener", listener)
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private static double secondsLeft(Optional<Instant> end, Clock clock) {
        return end.map(at -> (double) (at.getEpochSecond() - clock.instant().getEpochSecond()))
                .orElse(Double.NaN);
    }
}
