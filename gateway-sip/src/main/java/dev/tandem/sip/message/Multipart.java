package dev.tandem.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts a multipart body into its parts, nested ones too (RFC 5621, section 3; RFC 2046, section 5.1). */
final class Multipart {
    /** A part of a part of a part: nobody sends deeper ones that are worth reading. */
    private static final int DEPTH_MAX = 4;

    private static final int PARTS_MAX = 32;
    private static final int BOUNDARY_MAX = 70;

    private Multipart() {}

    /** Whether a Content-Type is of a body with parts. */
    static boolean is(String contentType) {
        return contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /**
     * The parts that have none themselves, in order; what can stand for another comes before it. Empty when it cannot be cut:
     * no boundary, too deep, too many.
     */
    static Optional<List<BodyPart>> parts(String contentType, String body) {
        List<BodyPart> parts = new ArrayList<>();
        return cut(contentType, body, DEPTH_MAX, parts) ? Optional.of(parts) : Optional.empty();
    }

    private static boolean cut(String contentType, String body, int depthLeft, List<BodyPart> parts) {
        Optional<String> boundary = boundary(contentType);
        if (boundary.isEmpty() || depthLeft == 0) {
            return false;
        }
        List<BodyPart> here = new ArrayList<>();
        for (String text : split(body, "--" + boundary.get())) {
            MessageText part = MessageText.of(("part\r\n" + text).getBytes(StandardCharsets.UTF_8));
            String type = part.header("Content-Type").orElse("");
            if (!Multipart.is(type)) {
                here.add(BodyPart.of(part, part.body()));
            } else if (!cut(type, part.body(), depthLeft - 1, here)) {
                return false;
            }
            if (here.size() > PARTS_MAX) {
                return false;
            }
        }
        addTo(parts, here, BodyPart.type(contentType));
        return !here.isEmpty() && parts.size() <= PARTS_MAX;
    }

    private static void addTo(List<BodyPart> parts, List<BodyPart> here, String type) {
        if (type.equals("multipart/alternative")) {
            // The last is the best (RFC 2046, section 5.1.4), and one of them is enough.
            for (int each = here.size() - 1; each >= 0; each--) {
                parts.add(here.get(each).optional());
            }
        } else {
            parts.addAll(here);
        }
    }

    private static Optional<String> boundary(String contentType) {
        HeaderReader reader = new HeaderReader(contentType);
        reader.readUntil(";");
        Map<String, String> parameters = reader.readParameters().orElse(Map.of());
        return Optional.ofNullable(parameters.get("boundary"))
                .filter(text -> !text.isBlank() && text.length() <= BOUNDARY_MAX);
    }

    /** What stands between the delimiter lines; what stands before the first and behind the last is for nobody. */
    private static List<String> split(String body, String delimiter) {
        List<String> parts = new ArrayList<>();
        int start = -1;
        int at = delimiterLine(body, delimiter, 0);
        while (at >= 0 && parts.size() <= PARTS_MAX) {
            if (start >= 0) {
                parts.add(body.substring(start, endBefore(body, start, at)));
            }
            if (body.startsWith("--", at + delimiter.length())) {
                return parts;
            }
            start = lineAfter(body, at);
            at = delimiterLine(body, delimiter, start);
        }
        // The last delimiter is missing: what came is the part.
        if (start >= 0 && start < body.length()) {
            parts.add(body.substring(start));
        }
        return parts;
    }

    /** Where the next line begins that is a delimiter and not one of a longer boundary; -1 when there is none. */
    private static int delimiterLine(String body, String delimiter, int from) {
        int at = body.indexOf(delimiter, from);
        while (at >= 0) {
            boolean begins = at == 0 || body.charAt(at - 1) == '\n';
            if (begins && isEnd(body, at + delimiter.length())) {
                return at;
            }
            at = body.indexOf(delimiter, at + 1);
        }
        return -1;
    }

    private static boolean isEnd(String body, int at) {
        return at == body.length() || body.startsWith("--", at) || " \t\r\n".indexOf(body.charAt(at)) >= 0;
    }

    /** The line end before a delimiter belongs to the delimiter. */
    private static int endBefore(String body, int start, int delimiter) {
        int end = delimiter - 1;
        if (end > start && body.charAt(end - 1) == '\r') {
            end--;
        }
        return Math.max(start, end);
    }

    private static int lineAfter(String body, int at) {
        int end = body.indexOf('\n', at);
        return end < 0 ? body.length() : end + 1;
    }
}
