package dev.tandem.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Responses made from the raw request, for requests that are worth no transaction (RFC 3261, section 8.2.7). */
public final class StatelessResponse {
    private static final List<String> COPIED = List.of("From", "Call-ID", "CSeq");

    private final String server;

    /** Makes responses of a server of this name. */
    public StatelessResponse(String server) {
        this.server = server;
    }

    /** The response, or nothing when the request has no Via to send it back along. */
    public Optional<byte[]> of(RequestText request, OutgoingResponse reply) {
        List<String> vias = request.headers("Via");
        if (vias.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("SIP/2.0 " + reply.status() + " " + reply.phrase() + "\r\n");
        line(text, "Via", stamped(vias.get(0), request));
        vias.stream().skip(1).forEach(via -> line(text, "Via", via));
        COPIED.forEach(name -> request.header(name).ifPresent(value -> line(text, name, value)));
        request.header("To").ifPresent(to -> line(text, "To", tagged(to)));
        reply.headers().forEach(header -> line(text, header.name(), header.value()));
        line(text, "Server", server);
        line(text, "Content-Length", "0");
        return Optional.of(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static String tagged(String to) {
        return to.toLowerCase(Locale.ROOT).contains(";tag=") ? to : to + ";tag=" + Tokens.tag();
    }

    private static String stamped(String via, RequestText request) {
        int comma = via.indexOf(',');
        String top = comma < 0 ? via : via.substring(0, comma);
        String received = top.replaceAll(
                "(?i);\\s*rport(?=\\s*(;|$))", ";rport=" + request.source().getPort());
        return received
                + ";received=" + request.source().getAddress().getHostAddress()
                + (comma < 0 ? "" : via.substring(comma));
    }
}
