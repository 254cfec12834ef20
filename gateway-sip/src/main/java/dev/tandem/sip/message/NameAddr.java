package dev.tandem.sip.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    private static final int PARAMETERS_MAX = 64;

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
        Reader reader = new Reader(value);
        List<NameAddr> addresses = new ArrayList<>();
        do {
            Optional<NameAddr> address = reader.readAddress();
            if (address.isEmpty() || addresses.size() == ADDRESSES_MAX) {
                return Optional.empty();
            }
            addresses.add(address.get());
        } while (reader.take(','));
        return reader.atEnd() ? Optional.of(addresses) : Optional.empty();
    }

    /** Reads from left to right; each method leaves the position behind what it read. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Optional<NameAddr> readAddress() {
            skipSpace();
            Optional<String> name = take('"') ? readQuoted() : Optional.of(readUntil("<>\",;:@"));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            skipSpace();
            return take('<') ? readBracketed(name.get().strip()) : readBare(name.get());
        }

        private Optional<NameAddr> readBracketed(String name) {
            String uri = readUntil("<>\"");
            return take('>') ? withParameters(name, uri) : Optional.empty();
        }

        /** Without brackets all parameters are the header's, and a {@code ?} or a comma is not allowed. */
        private Optional<NameAddr> readBare(String start) {
            String uri = (start + readUntil("<>\",;?")).strip();
            return withParameters("", uri);
        }

        private Optional<NameAddr> withParameters(String name, String uri) {
            boolean plain = !uri.isEmpty() && uri.chars().allMatch(c -> c > ' ' && c < 0x7F);
            return plain && uri.indexOf(':') > 0
                    ? readParameters().map(parameters -> new NameAddr(name, uri, parameters))
                    : Optional.empty();
        }

        private Optional<Map<String, String>> readParameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            skipSpace();
            while (take(';')) {
                skipSpace();
                String name = readUntil("<>\",;:=@?").strip().toLowerCase(Locale.ROOT);
                Optional<String> value = take('=') ? readValue() : Optional.of("");
                boolean good = !name.isEmpty() && parameters.size() < PARAMETERS_MAX && value.isPresent();
                if (!good || parameters.put(name, value.get()) != null) {
                    return Optional.empty();
                }
                skipSpace();
            }
            return Optional.of(parameters);
        }

        private Optional<String> readValue() {
            skipSpace();
            if (take('"')) {
                return readQuoted();
            }
            String value = readUntil("<>\",;").strip();
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        }

        private Optional<String> readQuoted() {
            StringBuilder quoted = new StringBuilder();
            while (!atEnd()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return Optional.of(quoted.toString());
                }
                if (c == '\\' && !atEnd()) {
                    c = text.charAt(at++);
                }
                quoted.append(c);
            }
            return Optional.empty();
        }

        private String readUntil(String stops) {
            int start = at;
            while (!atEnd() && stops.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        boolean take(char expected) {
            boolean there = !atEnd() && text.charAt(at) == expected;
            at += there ? 1 : 0;
            return there;
        }

        private void skipSpace() {
            while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        boolean atEnd() {
            return at == text.length();
        }
    }
}
