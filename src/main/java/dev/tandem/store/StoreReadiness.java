package dev.tandem.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a gateway whose database takes a write. Runs on a worker and answers within two seconds. */
@Readiness
@Singleton
class StoreReadiness implements HealthCheck {

    private static final Duration WITHIN = Duration.ofMillis(1_500);

    private final StoreWatch watch;

    @Inject
    StoreReadiness(StoreWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database takes writes")
                .status(watch.takesWrite(WITHIN))
                .build();
    }
}
