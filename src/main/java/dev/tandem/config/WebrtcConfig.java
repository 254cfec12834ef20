package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** {@code tandem.webrtc.*}. */
public interface WebrtcConfig {

    /** The one UDP port of all browsers. */
    @WithDefault("10000")
    @Min(0) @Max(65535) @About(unit = "port", value = "UDP port of all browsers' media: one hole in the firewall.")
    int port();
}
