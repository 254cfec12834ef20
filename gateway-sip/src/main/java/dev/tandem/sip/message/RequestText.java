package dev.tandem.sip.message;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A request as it arrived: what it says, unvalidated, and what the transport knows about where it came from. The start line
 * is cut at its first and last space.
 *
 * @param text its lines
 * @param source where it came from, as the socket saw it
 * @param transport lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}
 * @param flow the id of the flow it came over; empty for UDP
 * @param flowUser the user whose access token opened the flow; empty when the flow proves nothing
 */
public record RequestText(
        MessageText text,
        InetSocketAddress source,
        String transport,
        Optional<String> flow,
        Optional<AddressOfRecord> flowUser) {

    /** The version of the start line, {@code SIP/2.0} if all is well. */
    public String version() {
        String line = text.startLine().stripTrailing();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /** The method, e.g. {@code INVITE}. */
    public String method() {
        String line = text.startLine();
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    /** The Request-URI as sent. */
    public String requestUri() {
        String line = text.startLine().stripTrailing();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        return first < last ? line.substring(first, last).strip() : "";
    }

    /** The Request-URI read as a SIP URI; empty when it is none. */
    public Optional<SipUri> uri() {
        return SipUri.parse(requestUri());
    }

    /** See {@link MessageText#headers}. */
    public List<String> headers(String name) {
        return text.headers(name);
    }

    /** See {@link MessageText#header}. */
    public Optional<String> header(String name) {
        return text.header(name);
    }

    /** How many bytes follow the empty line. */
    public int bodyBytes() {
        return text.bodyBytes();
    }
}
