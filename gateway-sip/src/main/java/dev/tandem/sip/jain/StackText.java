package dev.tandem.sip.jain;

import dev.tandem.sip.message.RequestText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes what arrived in the form that the stack's parser reads, where it reads less than we do. */
final class StackText {

    private StackText() {}

    /** A request without folded lines, with the display names of From and To quoted that should have been: {@code a@b <sip:...>}. */
    static byte[] quoted(byte[] unfolded, RequestText text) {
        return isLoose(text.header("From")) || isLoose(text.header("To")) ? quoted(unfolded) : unfolded;
    }

    private static boolean isLoose(Optional<String> address) {
        String name = address.map(StackText::name).orElse("");
        return name.indexOf(':') >= 0 || name.indexOf('@') >= 0 || name.indexOf(',') >= 0;
    }

    /** What stands before the brackets, unless it is quoted. */
    private static String name(String address) {
        int bracket = address.indexOf('<');
        return bracket <= 0 || address.indexOf('"') >= 0
                ? ""
                : address.substring(0, bracket).strip();
    }

    private static byte[] quoted(byte[] message) {
        StringBuilder text = new StringBuilder(new String(message, StandardCharsets.ISO_8859_1));
        int line = 0;
        while (line < text.length() && text.charAt(line) != '\r' && text.charAt(line) != '\n') {
            int end = find(text, '\n', line, text.length());
            int colon = find(text, ':', line, end);
            if (colon < end && isAddress(text.substring(line, colon).strip())) {
                String name = name(text.substring(colon + 1, end));
                int from = name.isEmpty() ? end : text.indexOf(name, colon + 1);
                if (from < end) {
                    text.insert(from + name.length(), '"').insert(from, '"');
                    end += 2;
                }
            }
            line = end + 1;
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where a character is, or the end: a line without one must not be searched for in all the others. */
    private static int find(CharSequence text, char wanted, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isAddress(String header) {
        return header.equalsIgnoreCase("From")
                || header.equalsIgnoreCase("f")
                || header.equalsIgnoreCase("To")
                || header.equalsIgnoreCase("t");
    }
}
