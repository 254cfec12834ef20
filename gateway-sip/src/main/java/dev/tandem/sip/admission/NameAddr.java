package dev.tandem.sip.admission;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An address as it stands in From, To, Contact, Path or P-Asserted-Identity (RFC 3261, section 20.10).
 *
 * @param displayName without quotes; empty when there is none
 * @param uri the URI, raw, without brackets
 * @param parameters the header's parameters, names in lower case, values without quotes
 */
public record NameAddr(String displayName, String uri, Map<String, String> parameters) {

    /** Copies the parameters, so that an address is a value. */
    public NameAddr {
        parameters = Map.copyOf(parameters);
    }

    /** Reads one address; empty when it is malformed. */
    public static Optional<NameAddr> parse(String value) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Reads a header that may hold several, separated by commas; empty when one of them is malformed. */
    public static Optional<List<NameAddr>> parseList(String value) {
        throw new UnsupportedOperationException("not built yet");
    }
}
