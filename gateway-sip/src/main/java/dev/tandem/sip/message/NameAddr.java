package dev.tandem.sip.message;

import java.util.ArrayList;
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

    private static final int LENGTH_MAX = 8192;
    private static final int ADDRESSES_MAX = 64;

    /** Copies the parameters, so that an address is a value. */
    public NameAddr {
        parameters = Map.copyOf(parameters);
    }

    /** The URI read as a SIP URI; empty when it is of another scheme or malformed. */
    public Optional<SipUri> sipUri() {
        return SipUri.parse(uri);
    }

    /** Reads one address; empty when it is malformed. */
    public static Optional<NameAddr> parse(String value) {
        return parseList(value).filter(all -> all.size() == 1).map(all -> all.get(0));
    }

    /** Reads a header that may hold several, separated by commas; empty when one of them is malformed. */
    public static Optional<List<NameAddr>> parseList(String value) {
        if (value.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        HeaderReader reader = new HeaderReader(value);
        List<NameAddr> addresses = new ArrayList<>();
        do {
            Optional<NameAddr> address = readAddress(reader);
            if (address.isEmpty() || addresses.size() == ADDRESSES_MAX) {
                return unquoted(value).map(List::of);
            }
            addresses.add(address.get());
        } while (reader.take(','));
        return reader.atEnd() ? Optional.of(addresses) : Optional.empty();
    }

    private static Optional<NameAddr> readAddress(HeaderReader reader) {
        reader.skipSpace();
        Optional<String> name = reader.take('"') ? reader.readQuoted() : Optional.of(reader.readUntil("<>\",;:@"));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        reader.skipSpace();
        return reader.take('<') ? readBracketed(reader, name.get().strip()) : readBare(reader, name.get());
    }

    /**
     * One address whose display name should have been quoted, as PBXs write {@code DOE,JOHN <sip:...>}. Only where nothing
     * else can be meant: a name that begins like a URI may be an address of its own.
     */
    private static Optional<NameAddr> unquoted(String value) {
        HeaderReader reader = new HeaderReader(value);
        reader.skipSpace();
        String name = reader.readUntil("<>\"").strip();
        boolean uri = name.regionMatches(true, 0, "sip:", 0, 4)
                || name.regionMatches(true, 0, "sips:", 0, 5)
                || name.regionMatches(true, 0, "tel:", 0, 4);
        return !uri && reader.take('<') && value.indexOf('<') == value.lastIndexOf('<')
                ? readBracketed(reader, name).filter(address -> reader.atEnd())
                : Optional.empty();
    }

    private static Optional<NameAddr> readBracketed(HeaderReader reader, String name) {
        String uri = reader.readUntil("<>\"");
        return reader.take('>') ? withParameters(reader, name, uri) : Optional.empty();
    }

    /** Without brackets all parameters are the header's, and a {@code ?} or a comma is not allowed. */
    private static Optional<NameAddr> readBare(HeaderReader reader, String start) {
        String uri = (start + reader.readUntil("<>\",;?")).strip();
        return withParameters(reader, "", uri);
    }

    private static Optional<NameAddr> withParameters(HeaderReader reader, String name, String uri) {
        boolean plain = !uri.isEmpty() && uri.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return plain && uri.indexOf(':') > 0
                ? reader.readParameters().map(parameters -> new NameAddr(name, uri, parameters))
                : Optional.empty();
    }
}
