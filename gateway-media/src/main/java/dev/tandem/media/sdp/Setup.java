package dev.tandem.media.sdp;

import java.util.Locale;
import java.util.Optional;

/** Who starts the DTLS handshake (RFC 4145, section 4; RFC 8842). */
public enum Setup {
    ACTIVE,
    PASSIVE,
    ACTPASS,
    HOLDCONN;

    static Optional<Setup> parse(String value) {
        for (Setup setup : values()) {
            if (setup.name().equalsIgnoreCase(value)) {
                return Optional.of(setup);
            }
        }
        return Optional.empty();
    }

    /** The attribute that says this. */
    public Attribute attribute() {
        return Attribute.of("setup", name().toLowerCase(Locale.ROOT));
    }
}
