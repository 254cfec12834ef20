package dev.tandem.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Responses made from the raw request, for requests that are worth no transaction (RFC 3261, section 8.2.7). A request that
 * comes again gets the same To tag, and the tag tells that nothing is kept.
 */
public final class StatelessResponse {
    /** No tag of a leg begins with it: those are hexadecimal. */
    private static final char TAG_MARK = 'z';

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final String server;
    private final long secret;

    /** Makes responses of a server of this name. */
    public StatelessResponse(String server) {
        this.server = server;
        this.secret = Tokens.number();
    }

    /** Whether a To tag is of a response like these. */
    public static boolean isTag(String toTag) {
        return !toTag.isEmpty() && toTag.charAt(0) == TAG_MARK;
    }

    /** The response, or nothing when the request has no Via to send it back along. */
    public Optional<byte[]> of(RequestText request, OutgoingResponse reply) {
        List<String> vias = request.headers("Via");
        if (vias.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(512);
        text.append("SIP/2.0 ")
                .append(reply.status())
                .append(' ')
                .append(reply.phrase())
                .append("\r\n");
        line(text, "Via", stamped(vias.get(0), request));
        for (int i = 1; i < vias.size(); i++) {
            line(text, "Via", vias.get(i));
        }
        copy(text, request, "From");
        copy(text, request, "Call-ID");
        copy(text, request, "CSeq");
        request.header("To").ifPresent(to -> line(text, "To", tagged(to, request)));
        for (Header header : reply.headers()) {
            line(text, header.name(), header.value());
        }
        line(text, "Server", server);
        return Optional.of(text.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(StringBuilder text, RequestText request, String name) {
        request.header(name).ifPresent(value -> line(text, name, value));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private String tagged(String to, RequestText request) {
        return to.toLowerCase(Locale.ROOT).contains(";tag=") ? to : to + ";tag=" + TAG_MARK + tag(request);
    }

    /** The same for the same request: of what its retransmissions have in common, and a secret. */
    private String tag(RequestText request) {
        long mixed = mixed(mixed(mixed(secret, request, "Call-ID"), request, "From"), request, "CSeq");
        return Long.toHexString(mixed);
    }

    private static long mixed(long before, RequestText request, String header) {
        long next = (before ^ request.header(header).orElse("").hashCode()) * MIX;
        return next ^ next >>> 32;
    }

    private static String stamped(String via, RequestText request) {
        int comma = via.indexOf(',');
        String top = comma < 0 ? via : via.substring(0, comma);
        return withPort(top, request.source().getPort())
                + ";received=" + request.source().getAddress().getHostAddress()
                + (comma < 0 ? "" : via.substring(comma));
    }

    /** Tells the port to who asked for it by an empty parameter (RFC 3581, section 4). */
    private static String withPort(String via, int port) {
        for (int at = via.indexOf(';'); at >= 0; at = via.indexOf(';', at + 1)) {
            int end = via.indexOf(';', at + 1);
            String parameter = via.substring(at + 1, end < 0 ? via.length() : end);
            if (parameter.strip().equalsIgnoreCase("rport")) {
                return via.substring(0, at) + ";rport=" + port + (end < 0 ? "" : via.substring(end));
            }
        }
        return via;
    }
}
