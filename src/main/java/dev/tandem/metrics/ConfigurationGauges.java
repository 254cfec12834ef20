package dev.tandem.metrics;

import dev.tandem.identity.Identities;
import dev.tandem.tls.ServerCertificate;
import dev.tandem.trunk.TrunkDirectory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;

/** How full the configured limits are, and how long the certificate lasts. */
@Singleton
class ConfigurationGauges {

    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            Identities identities,
            TrunkDirectory trunks,
            ServerCertificate certificate) {
        Gauge.builder("tandem.identities", identities, Identities::count)
                .description("identities kept")
                .register(registry);
        Gauge.builder("tandem.trunks", trunks, directory -> directory.all().size())
                .description("trunks configured")
                .register(registry);
        Gauge.builder("tandem.certificate.expiry", certificate, ConfigurationGauges::secondsLeft)
                .description("time until the server certificate ends")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double secondsLeft(ServerCertificate certificate) {
        return certificate.expiry().getEpochSecond() - Instant.now().getEpochSecond();
    }
}
