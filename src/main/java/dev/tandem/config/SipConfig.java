package dev.tandem.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code tandem.sip.*}. */
public interface SipConfig {

    /** Address to bind. */
    @WithDefault("0.0.0.0")
    @NotBlank @About(unit = "IP address", value = "Address SIP listens on.")
    String address();

    /** UDP and TCP port. */
    @WithDefault("5060")
    @Min(0) @Max(65535) @About(unit = "port", value = "SIP over UDP and TCP, for trunks and softphones.")
    int port();

    /** TLS port. */
    @WithDefault("5061")
    @Min(0) @Max(65535) @About(unit = "port", value = "SIP over TLS, for trunks and softphones.")
    int tlsPort();

    /** OPTIONS to trunks. */
    @WithDefault("60s")
    @About(
            unit = "duration",
            value = "How often every enabled trunk is asked with an OPTIONS whether it is there; 0s: never.")
    Duration pingInterval();

    /** Wide blocks. */
    @WithDefault("false")
    @About(
            unit = "true or false",
            value = "Whether a trunk may take calls from blocks wider than /8, of IPv6 /16: from almost anybody.")
    boolean wideSources();

    /** Connections without use. */
    @WithDefault("5m")
    @About(
            unit = "duration",
            value =
                    "How long a TCP or TLS connection may be silent that has neither a registration nor a dialog; then it is closed.")
    Duration idleTimeout();

    /** Connections of one address. */
    @WithDefault("64")
    @Min(1) @About(
            unit = "count",
            value =
                    "Most TCP and TLS connections of one address (IPv6: one /64) over which nobody has registered or called yet; more are closed at once.")
    int connectionsPerAddress();

    /** Whose numbering plan. */
    @About(
            unit = "ISO 3166-1 code",
            value =
                    "How numbers without a plus are read: what users dial, and the numbers of trunks that name no country; "
                            + "unset: they stay as they are.")
    Optional<String> country();

    /** Headers that go on. */
    @About(
            unit = "names of headers",
            value =
                    "Headers of an INVITE that go on to the other leg as they came, e.g. X-Carrier-Id; beside Diversion, "
                            + "History-Info and User-to-User, which always do. At most 32 values and 8 KiB of a call.")
    Optional<List<String>> passHeaders();
}
