package dev.tandem.sip.jain;

import dev.tandem.sip.message.Header;
import gov.nist.javax.sip.header.SIPHeader;
import java.util.List;

/** The headers of a response that are ours, as one of the stack's: it only has to write them. */
final class OwnHeaders extends SIPHeader {
    private static final long serialVersionUID = 1;

    private static final String CONTACT = "Contact";

    private final String lines;

    OwnHeaders(String server, List<Header> headers) {
        // The stack sends no 2xx to an INVITE that lacks it.
        super(CONTACT);
        StringBuilder text = new StringBuilder(256);
        line(text, "Server", Header.oneLine(server));
        for (Header header : headers) {
            line(text, header.name(), header.value());
        }
        lines = text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public StringBuilder encode(StringBuilder buffer) {
        return buffer.append(lines);
    }

    @Override
    public String encode() {
        return lines;
    }

    @Override
    public StringBuilder encodeBody(StringBuilder buffer) {
        return buffer.append(lines);
    }
}
