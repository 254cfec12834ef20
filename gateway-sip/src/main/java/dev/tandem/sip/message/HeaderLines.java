package dev.tandem.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header lines of one message, in order. There are a dozen or two: looking through them costs less than a table would.
 * The usual names are recognized from their octets, so that neither a text nor another case of it is made of them. Filled by
 * who makes it, then read by any thread.
 */
final class HeaderLines {

    /** RFC 3261, section 7.3.3, and what later RFCs added. */
    private static final Map<String, String> COMPACT_FORMS = Map.ofEntries(
            Map.entry("a", "accept-contact"),
            Map.entry("b", "referred-by"),
            Map.entry("c", "content-type"),
            Map.entry("d", "request-disposition"),
            Map.entry("e", "content-encoding"),
            Map.entry("f", "from"),
            Map.entry("i", "call-id"),
            Map.entry("j", "reject-contact"),
            Map.entry("k", "supported"),
            Map.entry("l", "content-length"),
            Map.entry("m", "contact"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("s", "subject"),
            Map.entry("t", "to"),
            Map.entry("u", "allow-events"),
            Map.entry("v", "via"),
            Map.entry("x", "session-expires"));

    /** Names as peers write them and as we ask for them. */
    private static final List<String> USUAL = List.of(
            "Via",
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Max-Forwards",
            "Contact",
            "Allow",
            "Supported",
            "Require",
            "Proxy-Require",
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Content-Disposition",
            "Record-Route",
            "Route",
            "User-Agent",
            "Server",
            "Accept",
            "Expires",
            "Date",
            "Session-Expires",
            "Min-SE",
            "P-Asserted-Identity",
            "P-Preferred-Identity",
            "Privacy",
            "Reason",
            "Authorization",
            "Proxy-Authorization",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Path",
            "Event",
            "Allow-Events");

    private static final int LINES_AT_FIRST = 16;
    /** A power of two, large enough for hardly any two of the usual names to share a place. */
    private static final int PLACES = 256;

    private static final String[][] BY_OCTETS = new String[PLACES][];
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        for (String name : USUAL) {
            String lower = name.toLowerCase(Locale.ROOT).intern();
            BY_NAME.put(name, lower);
            BY_NAME.put(lower, lower);
            byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
            int place = place(octets, 0, octets.length);
            String[] known = BY_OCTETS[place] == null ? new String[0] : BY_OCTETS[place];
            BY_OCTETS[place] = Arrays.copyOf(known, known.length + 1);
            BY_OCTETS[place][known.length] = lower;
        }
    }

    private String[] names = new String[LINES_AT_FIRST];
    private String[] values = new String[LINES_AT_FIRST];
    private int lines;

    /** Adds the line between two places of a message; one without a colon, or that begins with it, is left out. */
    void add(byte[] message, int from, int to) {
        int colon = from;
        while (colon < to && message[colon] != ':') {
            colon++;
        }
        if (colon == from || colon == to) {
            return;
        }
        if (lines == names.length) {
            names = Arrays.copyOf(names, 2 * lines);
            values = Arrays.copyOf(values, 2 * lines);
        }
        names[lines] = name(message, from, colon);
        values[lines] = value(message, colon + 1, to);
        lines++;
    }

    /** See {@link MessageText#headers}. */
    List<String> all(String name) {
        String lower = lower(name);
        Optional<String> first = Optional.empty();
        List<String> more = List.of();
        for (int line = 0; line < lines; line++) {
            if (!names[line].equals(lower)) {
                continue;
            }
            if (first.isEmpty()) {
                first = Optional.of(values[line]);
            } else {
                more = more.isEmpty() ? new ArrayList<>(List.of(first.get())) : more;
                more.add(values[line]);
            }
        }
        return more.isEmpty() ? first.map(List::of).orElse(List.of()) : more;
    }

    /** The first value of a header. */
    Optional<String> first(String name) {
        String lower = lower(name);
        for (int line = 0; line < lines; line++) {
            if (names[line].equals(lower)) {
                return Optional.of(values[line]);
            }
        }
        return Optional.empty();
    }

    /** Writes the lines of some names, given in lower case, in order. */
    void write(StringBuilder text, Set<String> wanted) {
        for (int line = 0; line < lines; line++) {
            if (wanted.contains(names[line])) {
                text.append(names[line]).append(": ").append(values[line]).append("\r\n");
            }
        }
    }

    private static String lower(String name) {
        String known = BY_NAME.get(name);
        return known == null ? name.toLowerCase(Locale.ROOT) : known;
    }

    private static String name(byte[] message, int from, int colon) {
        int end = colon;
        while (end > from && (message[end - 1] == ' ' || message[end - 1] == '\t')) {
            end--;
        }
        String[] candidates = BY_OCTETS[place(message, from, end)];
        if (candidates != null) {
            for (String candidate : candidates) {
                if (isWritten(candidate, message, from, end)) {
                    return candidate;
                }
            }
        }
        String name = new String(message, from, colon - from, StandardCharsets.UTF_8)
                .strip()
                .toLowerCase(Locale.ROOT);
        return COMPACT_FORMS.getOrDefault(name, name);
    }

    private static int place(byte[] octets, int from, int to) {
        int hash = to - from;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + lower(octets[at]);
        }
        return (hash ^ (hash >>> 8)) & (PLACES - 1);
    }

    private static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }

    private static boolean isWritten(String lower, byte[] octets, int from, int to) {
        if (lower.length() != to - from) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (lower(octets[at]) != lower.charAt(at - from)) {
                return false;
            }
        }
        return true;
    }

    private static String value(byte[] message, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && (message[start] == ' ' || message[start] == '\t')) {
            start++;
        }
        while (start < end && (message[end - 1] == ' ' || message[end - 1] == '\t')) {
            end--;
        }
        return unfold(new String(message, start, end - start, StandardCharsets.UTF_8))
                .strip();
    }

    /** A line break inside a header counts as one space with the space around it (RFC 3261, section 7.3.1). */
    private static String unfold(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 ? value : value.replaceAll("[\r\n][\r\n \t]*+", " ");
    }
}
