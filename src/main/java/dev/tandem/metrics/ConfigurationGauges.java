package dev.tandem.metrics;

import dev.tandem.identity.Identities;
import dev.tandem.tls.ServerCertificate;
import dev.tandem.trunk.TrunkDirectory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How full the configured limits are, and how long the certificate lasts. */
@Singleton
class ConfigurationGauges {

    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            Identities identities,
            TrunkDirectory trunks,
            ServerCertificate certificate,
            Clock clock) {
        Gauge.builder("tandem.identities", identities, Identities::count)
                .description("identities kept")
                .register(registry);
        Gauge.builder("tandem.trunks", trunks, directory -> directory.all().size())
                .description("trunks configured")
                .register(registry);
        Gauge.builder("tandem.certificate.expiry", certificate, ending -> secondsLeft(ending, clock))
                .description("time until the server certificate ends")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double secondsLeft(ServerCertificate certificate, Clock clock) {
        return certificate.expiry().getEpochSecond() - clock.instant().getEpochSecond();
    }
}
