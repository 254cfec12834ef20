package dev.tandem.config;

import java.util.List;
import java.util.Optional;

/** {@code tandem.outbound.*}. */
public interface OutboundConfig {

    /** Allowed beside the public Internet. */
    @About(
            unit = "addresses or CIDR blocks, comma-separated",
            value = "Where webhooks, prompts and audio streams may go beside the public Internet, and without TLS."
                    + " For an application on this machine: 127.0.0.1")
    Optional<List<String>> allow();

    /** Further authorities. */
    @About(unit = "PEM file", value = "Certificate authorities trusted there beside the platform's own.")
    Optional<String> trustedCa();
}
