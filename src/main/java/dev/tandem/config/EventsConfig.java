package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code tandem.events.*}. */
public interface EventsConfig {

    /** How long delivery is tried. */
    @WithDefault("24h")
    @About(
            unit = "duration",
            value = "How long an event that its receiver refuses is tried again before it becomes a dead letter.")
    Duration retryFor();

    /** How long one delivery may take. */
    @WithDefault("10s")
    @About(unit = "duration", value = "How long a receiver may take to answer one delivery.")
    Duration timeout();

    /** JWT. */
    @About(
            unit = "audience",
            value = "Set: every delivery carries a JWT for this audience in Authorization; its keys are at"
                    + " /.well-known/jwks.json.")
    Optional<String> jwtAudience();
}
