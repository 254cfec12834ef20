package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** {@code tandem.inventory.provider.*}. */
public interface NumberProviderConfig {

    /** The carrier's number API. */
    @About(
            unit = "URL",
            value = "A carrier's number API that sells what the pool has not got; https://, or http:// on this machine."
                    + " Unset: the pool is all there is.")
    Optional<URI> url();

    /** The key that API knows us by. */
    @About(unit = "text", value = "Bearer key of the carrier's number API.")
    Optional<String> key();

    /** What its numbers are known by. */
    @WithDefault("carrier")
    @NotBlank @About(
            unit = "name",
            value = "Name of the carrier on the numbers it sold; keep it while there are any, they go back by it.")
    String name();

    /** How long it may take. */
    @WithDefault("5s")
    @About(
            unit = "duration",
            value = "How long the carrier's number API may take to answer, up to 30s. Unsettled purchases are asked for"
                    + " again.")
    Duration timeout();
}
