package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** {@code tandem.request-rate.*}: for each key, service and user; as many at once after a pause. */
public interface RequestRateConfig {

    /** Phone numbers. */
    @WithDefault("1000")
    @Min(0) @About(unit = "requests/s", value = "Phone number requests of each key or token; 0 for no limit.")
    int numbers();

    /** Calls. */
    @WithDefault("1000")
    @Min(0) @About(unit = "requests/s", value = "Call requests of each key or token; 0 for no limit.")
    int calls();

    /** Identities. */
    @WithDefault("200")
    @Min(0) @About(unit = "requests/s", value = "Identity and token requests of each key or token; 0 for no limit.")
    int identities();

    /** Everything else. */
    @WithDefault("200")
    @Min(0) @About(unit = "requests/s", value = "All other requests of each key or token; 0 for no limit.")
    int administration();
}
