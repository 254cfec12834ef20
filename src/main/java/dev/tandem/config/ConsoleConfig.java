package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code tandem.console.*}. */
public interface ConsoleConfig {

    /** Session life. */
    @WithDefault("12h")
    @About(unit = "duration", value = "How long a console sign-in lasts; sessions also end when Tandem stops.")
    Duration session();

    /** Link life. */
    @WithDefault("15m")
    @About(unit = "duration", value = "How long the sign-in link printed at start works; it works once.")
    Duration signInLink();
}
