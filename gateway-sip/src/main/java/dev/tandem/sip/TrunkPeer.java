package dev.tandem.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trunk as the SIP layer needs it.
 *
 * @param name what configuration and call records call it
 * @param host peer's host name or address
 * @param port peer's port
 * @param transport how to reach it
 * @param allowedSources CIDR blocks its calls may come from, e.g. {@code 203.0.113.0/24}; empty: by digest only
 * @param credentials ours towards the peer when it challenges us, and the peer's towards us when no source is allowed
 * @param enabled a disabled trunk neither sends nor receives
 * @param trusted whether it is told the number of a caller who wants to stay anonymous (RFC 3325, section 7)
 */
public record TrunkPeer(
        String name,
        String host,
        int port,
        Transport transport,
        List<Cidr> allowedSources,
        Optional<DigestCredentials> credentials,
        boolean enabled,
        boolean trusted) {

    /** A trunk that is trusted, as carriers have to be. */
    public TrunkPeer(
            String name,
            String host,
            int port,
            Transport transport,
            List<Cidr> allowedSources,
            Optional<DigestCredentials> credentials,
            boolean enabled) {
        this(name, host, port, transport, allowedSources, credentials, enabled, true);
    }

    /** Copies the list, so that a peer is a value. */
    public TrunkPeer {
        allowedSources = List.copyOf(allowedSources);
    }

    /** How a trunk is reached. */
    public enum Transport {
        UDP,
        TCP,
        TLS;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** Whether what arrives by {@code transport}, in lower case, may be from a trunk that is reached like this. */
        boolean admits(String transport) {
            // Who wants TLS wants nobody to speak without it; the others may choose (RFC 3261, section 18.1.1).
            return this != TLS || isSame(transport);
        }

        /** Whether it is the same. */
        boolean isSame(String transport) {
            return wire.equals(transport);
        }
    }
}
