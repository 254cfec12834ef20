package dev.tandem.sip.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a header's value from left to right; each method leaves the position behind what it read. Not thread-safe. */
final class HeaderReader {
    private static final int PARAMETERS_MAX = 64;

    private final String text;
    private int at;

    HeaderReader(String text) {
        this.text = text;
    }

    /** {@code ;name=value} for as long as there are any, names in lower case; empty when malformed or too many. */
    Optional<Map<String, String>> readParameters() {
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

    /** What stands up to the closing quote; the opening one is taken already. Empty when there is none. */
    Optional<String> readQuoted() {
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

    /** What stands before the first of these characters. */
    String readUntil(String stops) {
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

    void skipSpace() {
        while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    boolean atEnd() {
        return at == text.length();
    }
}
