package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code tandem.console.*}. */
public interface ConsoleConfig {

    /** Session life. */
    @WithDefault("12h")
    @About(unit = "duration", value = "How long a console sign-in lasts; sessions also end when Tandem stops.")
    Duration session();

    /** Link life. */
    @WithDefault("15m")
    @About(unit = "duration", value = "How long the sign-in link made at start works; it works once.")
    Duration signInLink();

    /** Where the sign-in link goes. */
    @About(
            unit = "true or false",
            value =
                    "Whether connection string and sign-in link are printed at start, or kept in sign-in.txt in the data directory. Unset: printed on a terminal.")
    Optional<Boolean> printSignIn();
}
