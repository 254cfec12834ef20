package dev.tandem.sip.message;

import java.util.ArrayList;
import java.util.List;

/** Header values that may stand several on a line, separated by commas (RFC 3261, section 7.3.1). */
public final class HeaderList {
    private static final int VALUES_MAX = 64;

    private HeaderList() {}

    /** The values of header lines, raw and in order, at most 64; a comma inside quotes or brackets separates nothing. */
    public static List<String> split(List<String> lines) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            split(line, values);
        }
        return values;
    }

    private static void split(String line, List<String> values) {
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == ',' && !quoted && !bracketed) {
                add(line.substring(start, at), values);
                start = at + 1;
            }
        }
        add(line.substring(start), values);
    }

    private static void add(String value, List<String> values) {
        if (!value.isBlank() && values.size() < VALUES_MAX) {
            values.add(value.strip());
        }
    }
}
