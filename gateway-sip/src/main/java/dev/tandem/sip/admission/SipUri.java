package dev.tandem.sip.admission;

import java.util.Optional;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261, section 19.1), as far as admission and registration look at it.
 *
 * @param scheme {@code sip} or {@code sips}
 * @param user the user part with its escapes resolved, without a password; empty when there is none
 * @param host host name or address literal, lower case, IPv6 in brackets
 * @param port the port, or -1
 * @param parameters what stands between host and headers, raw, with its leading {@code ;}
 * @param headers what follows {@code ?}, raw; empty when there is none
 */
public record SipUri(String scheme, String user, String host, int port, String parameters, String headers) {

    /** Reads a URI without surrounding brackets; empty when it is not a well-formed SIP URI. */
    public static Optional<SipUri> parse(String text) {
        throw new UnsupportedOperationException("not built yet");
    }
}
