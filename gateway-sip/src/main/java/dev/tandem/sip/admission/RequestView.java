package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A request as it arrived: what it says, unvalidated, and what the transport knows about where it came from. */
public interface RequestView {

    /** The version of the start line, {@code SIP/2.0} if all is well. */
    String version();

    /** The method, e.g. {@code INVITE}. */
    String method();

    /** The Request-URI as sent. */
    String requestUri();

    /**
     * The values of a header in order, one per header line, unfolded and trimmed; a line with a comma is not split.
     *
     * @param name full name in any case; lines in the compact form count too
     */
    List<String> headers(String name);

    /** How many bytes follow the empty line. */
    int bodyBytes();

    /** Where it came from, as the socket saw it. */
    InetSocketAddress source();

    /** Lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}. */
    String transport();

    /** The id of the flow it came over; empty for UDP. */
    Optional<String> flow();

    /** The user whose access token opened the flow; empty when the flow proves nothing. */
    Optional<AddressOfRecord> flowUser();

    /** The first value of a header. */
    default Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The Request-URI read as a SIP URI; empty when it is none. */
    default Optional<SipUri> uri() {
        return SipUri.parse(requestUri());
    }
}
