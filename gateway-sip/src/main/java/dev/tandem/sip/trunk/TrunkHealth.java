package dev.tandem.sip.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about how a trunk does, and what it amounts to at a moment. A value; pure.
 *
 * <p>Signs of life are answers to our OPTIONS and OPTIONS of the trunk's own (RFC 3261, section 11): any final answer
 * shows that somebody is there, be it a refusal, but for 408 and 503, which say the opposite.
 *
 * @param seenAt last sign of life; empty: none yet
 * @param failing whether our last OPTIONS came to nothing
 * @param certificateEnd when the certificate that the trunk showed over TLS ends; empty: none was seen
 */
public record TrunkHealth(Optional<Instant> seenAt, boolean failing, Optional<Instant> certificateEnd) {

    /** A trunk silent for longer is taken for gone. */
    public static final Duration SILENCE_MAX = Duration.ofMinutes(15);

    /** A certificate with less time left wants to be renewed. */
    public static final Duration CERTIFICATE_NOTICE = Duration.ofDays(30);

    /** Nothing is known. */
    public static final TrunkHealth NONE = new TrunkHealth(Optional.empty(), false, Optional.empty());

    /** Whether OPTIONS go through. */
    public enum Ping {
        UNKNOWN,
        ACTIVE,
        /** There were signs of life, but not lately. */
        EXPIRED,
        /** Our last OPTIONS was not answered, or with 408 or 503. */
        ERROR
    }

    /** The trunk's certificate. */
    public enum Tls {
        UNKNOWN,
        ACTIVE,
        CERT_EXPIRING,
        CERT_EXPIRED
    }

    /** All in all. */
    public enum Overall {
        UNKNOWN,
        ONLINE,
        /** It works, but its certificate needs care. */
        WARNING,
        INACTIVE
    }

    /** Our OPTIONS was answered. */
    public TrunkHealth answered(Instant now) {
        return new TrunkHealth(Optional.of(now), false, certificateEnd);
    }

    /** Our OPTIONS came to nothing. */
    public TrunkHealth failed() {
        return new TrunkHealth(seenAt, true, certificateEnd);
    }

    /** The trunk sent an OPTIONS. It does not mend a failure of ours: calls would still not get there. */
    public TrunkHealth heard(Instant now) {
        return new TrunkHealth(Optional.of(now), failing, certificateEnd);
    }

    /** The trunk showed a certificate. */
    public TrunkHealth withCertificate(Instant end) {
        return new TrunkHealth(seenAt, failing, Optional.of(end));
    }

    /** Whether OPTIONS go through, as it is at {@code now}. */
    public Ping ping(Instant now) {
        if (failing) {
            return Ping.ERROR;
        }
        return seenAt.map(seen -> seen.plus(SILENCE_MAX).isAfter(now) ? Ping.ACTIVE : Ping.EXPIRED)
                .orElse(Ping.UNKNOWN);
    }

    /** The certificate, as it is at {@code now}. */
    public Tls tls(Instant now) {
        return certificateEnd
                .map(end -> {
                    if (!end.isAfter(now)) {
                        return Tls.CERT_EXPIRED;
                    }
                    return end.minus(CERTIFICATE_NOTICE).isAfter(now) ? Tls.ACTIVE : Tls.CERT_EXPIRING;
                })
                .orElse(Tls.UNKNOWN);
    }

    /** All in all, at {@code now}. */
    public Overall overall(Instant now) {
        return switch (ping(now)) {
            case UNKNOWN -> Overall.UNKNOWN;
            case EXPIRED, ERROR -> Overall.INACTIVE;
            case ACTIVE ->
                switch (tls(now)) {
                    case UNKNOWN, ACTIVE -> Overall.ONLINE;
                    case CERT_EXPIRING, CERT_EXPIRED -> Overall.WARNING;
                };
        };
    }
}
