package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code tandem.database.*}. */
public interface DatabaseConfig {

    /** JDBC URL. */
    @About(
            unit = "JDBC URL",
            value = "Unset: an H2 file in the data directory. For PostgreSQL: jdbc:postgresql://host:5432/tandem")
    Optional<String> url();

    /** Database user. */
    @WithDefault("tandem")
    @About("User of the database.")
    String user();

    /** Database password. */
    @WithDefault("tandem")
    @About("Password of the database; the H2 file is protected by the permissions of the data directory instead.")
    String password();

    /** Patience with a database that is away. */
    @WithDefault("5m")
    @About(
            unit = "duration",
            value =
                    "How long the database may take no writes before the process ends (exit code 75), for whatever"
                            + " supervises it to start it anew. Until then calls go on, and what is to be kept waits in memory.")
    Duration giveUpAfter();
}
