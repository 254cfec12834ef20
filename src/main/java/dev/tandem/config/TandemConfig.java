package dev.tandem.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

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
    Sip sip();

    /** Media of trunks and softphones. */
    Media media();

    /** Media of browsers. */
    Webrtc webrtc();

    /** The store. */
    Database database();

    /** Phone numbers. */
    Inventory inventory();

    /** Repeatable requests. */
    Repeatability repeatability();

    /** Users. */
    Identity identity();

    /** Tokens of services. */
    Oidc oidc();

    /** Requests a second. */
    RequestRate requestRate();

    /** The console. */
    Console console();

    /** Calls that applications control. */
    Automation automation();

    /** Addresses others choose. */
    Outbound outbound();

    /** Events. */
    Events events();

    /** Speech. */
    Speech speech();

    /** Bounds. */
    Limits limits();

    /** {@code tandem.sip.*}. */
    interface Sip {

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
    }

    /** {@code tandem.media.*}. */
    interface Media {

        /** Advertised address. */
        @About(
                unit = "IP address",
                value = "Address put into SDP. Unset: the local address facing each peer; set it behind NAT.")
        Optional<String> address();

        /** RTP ports. */
        @WithDefault("40000-49999")
        @About(unit = "port range", value = "UDP ports for RTP towards trunks and softphones, one even port a leg.")
        PortRange rtpPorts();
    }

    /** {@code tandem.webrtc.*}. */
    interface Webrtc {

        /** The one UDP port of all browsers. */
        @WithDefault("10000")
        @Min(0) @Max(65535) @About(unit = "port", value = "UDP port of all browsers' media: one hole in the firewall.")
        int port();
    }

    /** {@code tandem.database.*}. */
    interface Database {

        /** JDBC URL. */
        @About(
                unit = "JDBC URL",
                value = "Unset: an H2 file in the data directory. For PostgreSQL: jdbc:postgresql://host:5432/tandem")
        Optional<String> url();

        /** Database user. */
        @WithDefault("tandem")
        @About("User of the database.")
        String user();

        /** Database password. */
        @WithDefault("tandem")
        @About("Password of the database; the H2 file is protected by the permissions of the data directory instead.")
        String password();
    }

    /** {@code tandem.inventory.*}. */
    interface Inventory {

        /** How long a search holds numbers. */
        @WithDefault("16m")
        @About(
                unit = "duration",
                value = "How long the numbers of a search stay reserved; Azure holds them 16 minutes.")
        Duration reservationHold();

        /** How long a released number rests. */
        @WithDefault("30d")
        @About(
                unit = "duration",
                value =
                        "How long a released number rests before it is sold again, so that calls meant for its last holder"
                                + " fade away; 0s for not at all.")
        Duration quarantine();

        /** How long what is over is remembered. */
        @WithDefault("30d")
        @About(
                unit = "duration",
                value =
                        "How long searches, reservations and long-running operations can be asked for; Azure keeps them a month.")
        Duration history();

        /** {@code tandem.inventory.provider.*}. */
        Provider provider();
    }

    /** {@code tandem.inventory.provider.*}. */
    interface Provider {

        /** The carrier's number API. */
        @About(
                unit = "URL",
                value =
                        "A carrier's number API that sells what the pool has not got; https://, or http:// on this machine."
                                + " Unset: the pool is all there is.")
        Optional<URI> url();

        /** The key that API knows us by. */
        @About(unit = "text", value = "Bearer key of the carrier's number API.")
        Optional<String> key();

        /** What its numbers are known by. */
        @WithDefault("carrier")
        @NotBlank @About(
                unit = "name",
                value = "Name of the carrier on the numbers it sold; keep it while there are any, they go back by it.")
        String name();

        /** How long it may take. */
        @WithDefault("5s")
        @About(
                unit = "duration",
                value =
                        "How long the carrier's number API may take to answer, up to 30s. Unsettled purchases are asked for"
                                + " again.")
        Duration timeout();
    }

    /** {@code tandem.repeatability.*}. */
    interface Repeatability {

        /** How long answers are kept. */
        @WithDefault("1h")
        @About(
                unit = "duration",
                value =
                        "How long after it was first sent a request with Repeatability headers is answered as before; later it is refused.")
        Duration window();
    }

    /** {@code tandem.identity.*}. */
    interface Identity {

        /** Life of a token key. */
        @WithDefault("30d")
        @DurationMin(days = 2)
        @About(
                unit = "duration",
                value =
                        "How long a key signs users' access tokens before another does; its tokens stay valid. Tokens live a day at most.")
        Duration tokenKeyLife();
    }

    /** {@code tandem.oidc.*}. */
    interface Oidc {

        /** The issuer. */
        @About(
                unit = "URL",
                value =
                        "OpenID Connect issuer whose tokens services may use. Unset: only access keys and our own tokens.")
        Optional<URI> issuer();

        /** The audience. */
        @WithDefault("https://communication.azure.com")
        @NotBlank @About(unit = "text", value = "Audience that a service's token must be for.")
        String audience();

        /** What scopes begin with. */
        @WithDefault("tandem.")
        @About(
                unit = "text",
                value = "Scopes or roles that give permissions begin with this: tandem.admin, .numbers, .calls, .read.")
        String scopePrefix();
    }

    /** {@code tandem.request-rate.*}: for each key, service and user; as many at once after a pause. */
    interface RequestRate {

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

    /** {@code tandem.console.*}. */
    interface Console {

        /** Session life. */
        @WithDefault("12h")
        @About(unit = "duration", value = "How long a console sign-in lasts; sessions also end when Tandem stops.")
        Duration session();

        /** Link life. */
        @WithDefault("15m")
        @About(unit = "duration", value = "How long the sign-in link printed at start works; it works once.")
        Duration signInLink();
    }

    /** {@code tandem.automation.*}. */
    interface Automation {

        /** How long an application has for its decision. */
        @WithDefault("30s")
        @About(
                unit = "duration",
                value =
                        "How long a caller rings while an application has not answered, redirected or rejected the call.")
        Duration answerWithin();
    }

    /** {@code tandem.outbound.*}. */
    interface Outbound {

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

    /** {@code tandem.events.*}. */
    interface Events {

        /** How long delivery is tried. */
        @WithDefault("24h")
        @About(
                unit = "duration",
                value = "How long an event that its receiver refuses is tried again before it becomes a dead letter.")
        Duration retryFor();

        /** How long one delivery may take. */
        @WithDefault("10s")
        @About(unit = "duration", value = "How long a receiver may take to answer one delivery.")
        Duration timeout();

        /** JWT. */
        @About(
                unit = "audience",
                value = "Set: every delivery carries a JWT for this audience in Authorization; its keys are at"
                        + " /.well-known/jwks.json.")
        Optional<String> jwtAudience();
    }

    /** {@code tandem.speech.*}. */
    interface Speech {

        /** Where the provider is. */
        @About(
                unit = "URL",
                value = "Base of a service with OpenAI's audio API, such as https://api.openai.com/v1. Unset: espeak-ng"
                        + " speaks if it is installed, and nothing is recognized.")
        Optional<URI> url();

        /** espeak-ng. */
        @WithDefault("true")
        @About(unit = "true or false", value = "Whether espeak-ng speaks when it is installed and no service is set.")
        boolean local();

        /** Its key. */
        @About("Sent there as a bearer token.")
        Optional<String> key();

        /** Model that speaks. */
        @WithDefault("gpt-4o-mini-tts")
        @About(unit = "name", value = "Model asked to speak.")
        String voiceModel();

        /** Voice. */
        @WithDefault("alloy")
        @About(unit = "name", value = "Voice asked for when the application names none.")
        String voice();

        /** Model that listens. */
        @WithDefault("whisper-1")
        @About(unit = "name", value = "Model asked to write down speech.")
        String listeningModel();
    }

    /** {@code tandem.limits.*}. */
    interface Limits {

        /** Identities. */
        @WithDefault("100000")
        @Min(1) @About(
                unit = "count",
                value = "Most identities kept. All are held in memory, because SIP may not wait for the database.")
        int identities();

        /** Trunks and routes. */
        @WithDefault("250")
        @Min(1) @About(unit = "count", value = "Most trunks, and most routes; Azure's limit as well.")
        int trunks();

        /** Calls at once. */
        @WithDefault("2000")
        @Min(1) @About(unit = "count", value = "Most calls at once; more are refused with 503.")
        int calls();

        /** Participants of a call. */
        @WithDefault("100")
        @Min(2) @About(unit = "count", value = "Most participants of one call that an application controls.")
        int participants();

        /** Calls a second with one caller ID. */
        @WithDefault("10")
        @Min(1) @About(
                unit = "calls a second",
                value = "Most calls a second that applications may place with one caller ID; more are answered 429.")
        int callsPerSecondPerNumber();

        /** Calls a second with one key. */
        @WithDefault("50")
        @Min(1) @About(
                unit = "calls a second",
                value = "Most calls a second that applications may place with one access key; more are answered 429.")
        int callsPerSecondPerKey();

        /** Registered contacts. */
        @WithDefault("100000")
        @Min(1) @About(unit = "count", value = "Most registered contacts of browsers and softphones.")
        int bindings();

        /** Audio streams. */
        @WithDefault("1000")
        @Min(1) @About(unit = "count", value = "Most audio streams to bots at once; one more fails with tooManyRequests.")
        int audioStreams();

        /** Event subscriptions. */
        @WithDefault("100")
        @Min(1) @About(unit = "count", value = "Most event subscriptions; more are refused with 403.")
        int eventSubscriptions();

        /** Remembered requests. */
        @WithDefault("500000")
        @Min(1) @About(
                unit = "count",
                value = "Most answers kept for requests with Repeatability headers; more requests get 503.")
        int repeatableRequests();

        /** Numbers held. */
        @WithDefault("5000")
        @Min(1) @About(
                unit = "count",
                value =
                        "Most numbers held by searches and reservations at once without being bought; more are refused with 409.")
        int heldNumbers();

        /** Request body. */
        @WithDefault("10M")
        @About(unit = "size", value = "Largest REST request body. Imports are streamed and have their own bound.")
        MemorySize requestBody();
    }
}
