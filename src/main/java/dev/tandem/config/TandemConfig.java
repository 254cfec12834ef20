package dev.tandem.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Optional;

/**
 * All of Tandem's configuration. A key {@code tandem.sip.port} is {@code TANDEM_SIP_PORT} in the environment. Read and
 * validated at start; CONFIG.md is generated from here.
 */
@ConfigMapping(prefix = "tandem")
public interface TandemConfig {

    /** Where everything is kept. */
    @WithDefault("./data")
    @Pattern(
            regexp = "(/|\\./|\\.\\./|[A-Za-z]:).*",
            message = "tandem.data must be an absolute path or start with ./ (the database refuses other forms)")
    @About(unit = "directory", value = "Database, keys, certificates and recordings. Removing it resets everything.")
    String data();

    /** How clients reach us; every absolute URL we hand out starts with it. */
    @WithDefault("https://localhost:${quarkus.http.ssl-port:8443}")
    @About(
            unit = "URL",
            value = "Base of every URL handed out. Never taken from the Host header, which may lack the port.")
    URI publicUrl();

    /** Replaces the generated primary access key. */
    @About(
            unit = "Base64",
            value =
                    "Primary access key of the resource. Unset: generated at first start and kept in the data directory.")
    Optional<
                    @Pattern(
                            regexp = "[A-Za-z0-9+/]{20,}={0,2}",
                            message =
                                    "tandem.access-key must be Base64 of at least 16 bytes, as from: openssl rand -base64 48")
                    String>
            accessKey();

    /** The SIP domain. */
    @WithDefault("localhost")
    @NotBlank @About(
            unit = "host name",
            value = "Host part of identities' SIP addresses, realm of digest challenges, name in the certificate.")
    String domain();

    /** Simulated carrier. */
    @WithDefault("true")
    @About(
            unit = "true or false",
            value = "The simulated carrier works until a real trunk is configured; false turns it off for good.")
    boolean demo();

    /** This node. */
    @WithDefault("node-1")
    @NotBlank @About(unit = "name", value = "Name of this node; it must be its own when several share a database.")
    String node();

    /** SIP listening points. */
    SipConfig sip();

    /** Media of trunks and softphones. */
    MediaConfig media();

    /** Media of browsers. */
    WebrtcConfig webrtc();

    /** The certificate. */
    TlsConfig tls();

    /** The store. */
    DatabaseConfig database();

    /** Phone numbers. */
    InventoryConfig inventory();

    /** Repeatable requests. */
    RepeatabilityConfig repeatability();

    /** Users. */
    IdentityConfig identity();

    /** Tokens of services. */
    OidcConfig oidc();

    /** Requests a second. */
    RequestRateConfig requestRate();

    /** The console. */
    ConsoleConfig console();

    /** Calls that applications control. */
    AutomationConfig automation();

    /** Addresses others choose. */
    OutboundConfig outbound();

    /** Events. */
    EventsConfig events();

    /** Speech. */
    SpeechConfig speech();

    /** Toll fraud. */
    TollConfig toll();

    /** Bounds. */
    LimitsConfig limits();
}
