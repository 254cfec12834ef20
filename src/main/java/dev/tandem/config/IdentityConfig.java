package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code tandem.identity.*}. */
public interface IdentityConfig {

    /** Life of a token key. */
    @WithDefault("30d")
    @DurationMin(days = 2)
    @About(
            unit = "duration",
            value =
                    "How long a key signs users' access tokens before another does; its tokens stay valid. Tokens live a day at most.")
    Duration tokenKeyLife();
}
