package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code tandem.repeatability.*}. */
public interface RepeatabilityConfig {

    /** How long answers are kept. */
    @WithDefault("1h")
    @About(
            unit = "duration",
            value =
                    "How long after it was first sent a request with Repeatability headers is answered as before; later it is refused.")
    Duration window();
}
