package dev.tandem.sip.message;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SIP message cut into start line, header lines and body (RFC 3261, section 7), every line kept: a parser that keeps
 * one Content-Length of two can no longer tell that there were two. Immutable.
 */
public final class MessageText {

    /** What most excerpts have room in. */
    private static final int EXCERPT_CHARS = 1_024;

    private final String startLine;
    private final HeaderLines headers;
    private final byte[] message;
    private final int bodyAt;

    private MessageText(String startLine, HeaderLines headers, byte[] message, int bodyAt) {
        this.startLine = startLine;
        this.headers = headers;
        this.message = message;
        this.bodyAt = bodyAt;
    }

    /** Cuts a message, which nobody changes any more; never fails, whatever the bytes are. Lines without a colon are left out. */
    public static MessageText of(byte[] message) {
        int at = 0;
        while (at < message.length && isLineBreak(message[at])) {
            at++;
        }
        int end = endOfLine(message, at);
        String startLine = utf8(message, at, end);
        HeaderLines headers = new HeaderLines();
        at = afterBreak(message, end);
        while (at < message.length && !isLineBreak(message[at])) {
            end = endOfFolded(message, at);
            headers.add(message, at, end);
            at = afterBreak(message, end);
        }
        return new MessageText(startLine, headers, message, afterBreak(message, at));
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
        return headers.all(name);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.first(name);
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

    /** Start line and some of the headers, named in lower case, each on one line, for a reader who needs no more. */
    public byte[] excerpt(Set<String> headerNames) {
        StringBuilder text = new StringBuilder(EXCERPT_CHARS).append(startLine).append("\r\n");
        headers.write(text, headerNames);
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
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

    private static String utf8(byte[] message, int from, int to) {
        return new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isLineBreak(byte octet) {
        return octet == '\r' || octet == '\n';
    }

    private static int endOfLine(byte[] message, int from) {
        int at = from;
        while (at < message.length && !isLineBreak(message[at])) {
            at++;
        }
        return at;
    }

    /** The end of a header with its continuation lines, which start with white space. */
    private static int endOfFolded(byte[] message, int from) {
        int end = endOfLine(message, from);
        int next = afterBreak(message, end);
        while (next < message.length && (message[next] == ' ' || message[next] == '\t')) {
            end = endOfLine(message, next);
            next = afterBreak(message, end);
        }
        return end;
    }

    private static int afterBreak(byte[] message, int at) {
        if (at + 1 < message.length && message[at] == '\r' && message[at + 1] == '\n') {
            return at + 2;
        }
        return Math.min(at + 1, message.length);
    }
}
