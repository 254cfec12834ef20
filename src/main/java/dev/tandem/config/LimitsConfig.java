package dev.tandem.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** {@code tandem.limits.*}. */
public interface LimitsConfig {

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
    @Min(1) @About(unit = "count", value = "Most answers kept for requests with Repeatability headers; more requests get 503.")
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

    /** All request bodies. */
    @About(
            unit = "size",
            value =
                    "Most octets of request bodies in memory at once; more requests get 503. Unset: a sixteenth of the heap.")
    Optional<MemorySize> requestBodies();

    /** Connections. */
    @WithDefault("10000")
    @Min(1) @About(
            unit = "count",
            value =
                    "Most connections of HTTP clients, WebSockets included; never more than half of the file descriptors.")
    int connections();

    /** Connections of one address. */
    @WithDefault("500")
    @Min(1) @About(
            unit = "count",
            value =
                    "Most of them from one IPv4 address or IPv6 /64; this machine's own have no such bound. More, if many come through one proxy.")
    int connectionsPerAddress();
}
