package dev.tandem.sip.message;

/**
 * One header of a message of ours.
 *
 * @param name its full name
 * @param value one line, whatever a user or a peer put into it
 */
public record Header(String name, String value) {

    /** Makes one line of the value: a line break in it would start another header. */
    public Header {
        value = oneLine(value);
    }

    /** A text with each run of control characters as one space. */
    public static String oneLine(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isControl(text.charAt(at))) {
                return withoutControls(text);
            }
        }
        return text;
    }

    private static String withoutControls(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            if (!isControl(text.charAt(at))) {
                line.append(text.charAt(at));
            } else if (at == 0 || !isControl(text.charAt(at - 1))) {
                line.append(' ');
            }
        }
        return line.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }
}
