package dev.tandem.sip.jain;

import dev.tandem.sip.admission.Reply;
import dev.tandem.sip.admission.RequestView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Responses made from the raw request, for requests that are worth no transaction (RFC 3261, section 8.2.7). */
final class StatelessReply {
    private static final List<String> COPIED = List.of("From", "Call-ID", "CSeq");

    private final String server;

    StatelessReply(String server) {
        this.server = server;
    }

    /** The response, or nothing when the request has no Via to send it back along. */
    Optional<byte[]> of(RequestView request, Reply reply) {
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
        return Optional.of(Ingress.bytes(text.append("\r\n").toString()));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static String tagged(String to) {
        return to.toLowerCase(Locale.ROOT).contains(";tag=") ? to : to + ";tag=" + Tokens.tag();
    }

    private static String stamped(String via, RequestView request) {
        int comma = via.indexOf(',');
        String top = comma < 0 ? via : via.substring(0, comma);
        String received = top.replaceAll(
                "(?i);\\s*rport(?=\\s*(;|$))", ";rport=" + request.source().getPort());
        return received
                + ";received=" + request.source().getAddress().getHostAddress()
                + (comma < 0 ? "" : via.substring(comma));
    }
}
