package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code tandem.automation.*}. */
public interface AutomationConfig {

    /** How long an application has for its decision. */
    @WithDefault("30s")
    @About(
            unit = "duration",
            value = "How long a caller rings while an application has not answered, redirected or rejected the call.")
    Duration answerWithin();
}
