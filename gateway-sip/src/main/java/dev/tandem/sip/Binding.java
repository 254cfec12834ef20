package dev.tandem.sip;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an address-of-record can be reached (RFC 3261, section 10): a contact, and the way to it.
 *
 * @param aor whose contact it is
 * @param contact the Contact URI as registered, e.g. {@code sip:x@df7jal23ls0d.invalid;transport=ws}
 * @param path the Route set towards it, first hop first (RFC 3327); for a flow of ours {@code <sip:f17.invalid;transport=ws;lr>}
 * @param flow the id of the flow it came over; empty for UDP
 * @param source address and port the registration came from
 * @param transport lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}
 * @param userAgent the User-Agent header, empty if there was none
 * @param instance {@code +sip.instance} (RFC 5626), empty if there was none: a new contact of the same instance replaces the old
 * @param callId Call-ID of the registration
 * @param cseq its CSeq: an older one does not overwrite
 * @param expiresAt when it lapses
 */
public record Binding(
        AddressOfRecord aor,
        String contact,
        List<String> path,
        Optional<String> flow,
        String source,
        String transport,
        String userAgent,
        Optional<String> instance,
        String callId,
        long cseq,
        Instant expiresAt) {

    /** Copies the path, so that a binding is a value. */
    public Binding {
        path = List.copyOf(path);
    }

    /** The address its registration came from; empty when that is none. */
    public Optional<InetAddress> host() {
        int colon = source.lastIndexOf(':');
        return Cidr.parse(colon < 0 ? source : source.substring(0, colon)).map(Cidr::network);
    }
}
