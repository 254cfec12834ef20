package dev.tandem.sip.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a Digest challenge or of Digest credentials (RFC 3261, section 25.1: {@code challenge},
 * {@code credentials}), names in lower case.
 */
final class DigestHeader {

    private static final String SCHEME = "digest";
    private static final String TOKEN_MARKS = "-.!%*_+`'~";
    private static final int LENGTH_MAX = 4096;
    private static final int PARAMETERS_MAX = 32;

    private final String text;
    private int at = SCHEME.length();
    private final Map<String, String> parameters = new HashMap<>();

    private DigestHeader(String text) {
        this.text = text;
    }

    /** Reads a header value; empty when it is of another scheme, malformed or too long. */
    static Optional<Map<String, String>> parse(String value) {
        boolean ours = value.length() <= LENGTH_MAX && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        DigestHeader header = new DigestHeader(value);
        return ours && header.readAll() ? Optional.of(header.parameters) : Optional.empty();
    }

    /** Whether a header value is of the Digest scheme at all, well-formed or not. */
    static boolean isDigest(String value) {
        return value.regionMatches(true, 0, SCHEME + ' ', 0, SCHEME.length() + 1);
    }

    private boolean readAll() {
        if (!skipSpace()) {
            return false;
        }
        do {
            skipSpace();
            if (parameters.size() == PARAMETERS_MAX || !readParameter()) {
                return false;
            }
            skipSpace();
        } while (take(','));
        return at == text.length();
    }

    private boolean readParameter() {
        String name = readToken().toLowerCase(Locale.ROOT);
        skipSpace();
        if (name.isEmpty() || !take('=')) {
            return false;
        }
        skipSpace();
        Optional<String> value = take('"') ? readQuoted() : Optional.of(readToken());
        // A parameter that comes twice could be read as either by two parsers: refuse it.
        return value.isPresent() && parameters.put(name, value.get()) == null;
    }

    private String readToken() {
        int start = at;
        while (at < text.length() && isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Optional<String> readQuoted() {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return Optional.of(value.toString());
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            // A line break in a value would end up in a header that we write.
            if (c < ' ' || c == 0x7F) {
                return Optional.empty();
            }
            value.append(c);
        }
        return Optional.empty();
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skipSpace() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at > start;
    }

    private static boolean isTokenChar(char c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
