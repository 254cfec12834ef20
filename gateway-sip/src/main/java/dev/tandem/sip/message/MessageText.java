package dev.tandem.sip.message;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP message cut into start line, header lines and body (RFC 3261, section 7), every line kept: a parser that keeps
 * one Content-Length of two can no longer tell that there were two. Immutable.
 */
public final class MessageText {

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

    private final String startLine;
    private final Map<String, List<String>> headers;
    private final byte[] message;
    private final int bodyAt;

    private MessageText(String startLine, Map<String, List<String>> headers, byte[] message, int bodyAt) {
        this.startLine = startLine;
        this.headers = headers;
        this.message = message;
        this.bodyAt = bodyAt;
    }

    /** Cuts a message, which nobody changes any more; never fails, whatever the bytes are. Lines without a colon are left out. */
    public static MessageText of(byte[] message) {
        // Latin-1 keeps every byte a char, so that positions in the text are positions in the message.
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length() && isLineBreak(text.charAt(at))) {
            at++;
        }
        int end = endOfLine(text, at);
        String startLine = utf8(text.substring(at, end));
        Map<String, List<String>> headers = new HashMap<>();
        at = afterBreak(text, end);
        while (at < text.length() && !isLineBreak(text.charAt(at))) {
            end = endOfFolded(text, at);
            add(headers, utf8(text.substring(at, end)));
            at = afterBreak(text, end);
        }
        return new MessageText(startLine, headers, message, afterBreak(text, at));
    }

    /** The first line, without its line end. */
    public String startLine() {
        return startLine;
    }

    /**
     * The values of a header in order, one per header line, unfolded and trimmed; a line with a comma is not split.
     *
     * @param name full name in any case; lines in the compact form count too
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** How many bytes follow the empty line. */
    public int bodyBytes() {
        return message.length - bodyAt;
    }

    /** The body: as long as Content-Length says; what follows is padding (RFC 3261, section 18.3). Decoded at each call. */
    public String body() {
        return new String(message, bodyAt, contentLength(), StandardCharsets.UTF_8);
    }

    private int contentLength() {
        List<String> values = headers("Content-Length");
        int length = values.isEmpty() ? bodyBytes() : 0;
        String digits = values.isEmpty() ? "" : values.get(0);
        for (int at = 0; at < digits.length(); at++) {
            int digit = digits.charAt(at) - '0';
            if (digit < 0 || digit > 9 || length > bodyBytes()) {
                return bodyBytes();
            }
            length = length * 10 + digit;
        }
        return Math.min(length, bodyBytes());
    }

    /** The message as a request from somewhere. */
    public RequestText asRequest(
            InetSocketAddress source, String transport, Optional<String> flow, Optional<AddressOfRecord> flowUser) {
        return asRequest(source, transport, flow, flowUser, Optional.empty());
    }

    /** The same over a flow whose user's proof ends some time. */
    public RequestText asRequest(
            InetSocketAddress source,
            String transport,
            Optional<String> flow,
            Optional<AddressOfRecord> flowUser,
            Optional<Instant> provenUntil) {
        return new RequestText(this, source, transport, flow, flowUser, provenUntil);
    }

    private static void add(Map<String, List<String>> headers, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(COMPACT_FORMS.getOrDefault(name, name), key -> new ArrayList<>())
                    .add(unfold(line.substring(colon + 1)).strip());
        }
    }

    /** A line break inside a header counts as one space with the space around it (RFC 3261, section 7.3.1). */
    private static String unfold(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 ? value : value.replaceAll("[\r\n][\r\n \t]*+", " ");
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isLineBreak(char c) {
        return c == '\r' || c == '\n';
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && !isLineBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of a header with its continuation lines, which start with white space. */
    private static int endOfFolded(String text, int from) {
        int end = endOfLine(text, from);
        int next = afterBreak(text, end);
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            end = endOfLine(text, next);
            next = afterBreak(text, end);
        }
        return end;
    }

    private static int afterBreak(String text, int at) {
        if (text.startsWith("\r\n", at)) {
            return at + 2;
        }
        return Math.min(at + 1, text.length());
    }
}
