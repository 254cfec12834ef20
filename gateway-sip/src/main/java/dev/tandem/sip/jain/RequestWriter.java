package dev.tandem.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** A request of ours, written line by line as it goes out. Not thread-safe. */
final class RequestWriter {
    private final StringBuilder text = new StringBuilder();

    RequestWriter(String method, String uri) {
        text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        header("Max-Forwards", "70");
    }

    RequestWriter header(String name, String value) {
        // One line each, whatever a name or a peer put into the value.
        text.append(name)
                .append(": ")
                .append(value.replaceAll("[\\p{Cntrl}]+", " "))
                .append("\r\n");
        return this;
    }

    RequestWriter headers(String name, Iterable<String> values) {
        values.forEach(value -> header(name, value));
        return this;
    }

    SIPRequest to(Hops.To hop) {
        return to(hop, "", "");
    }

    SIPRequest to(Hops.To hop, String contentType, String body) {
        if (!body.isEmpty()) {
            header("Content-Type", contentType);
        }
        header("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        try {
            byte[] whole = Ingress.bytes(text + "\r\n" + body);
            var parsed = new StringMsgParser().parseSIPMessage(whole, true, false, null);
            SIPRequest request = (SIPRequest) parsed;
            request.setApplicationData(hop);
            return request;
        } catch (ParseException malformed) {
            throw new IllegalStateException("we wrote a request that cannot be read", malformed);
        }
    }
}
