package dev.tandem.media.sdp;

/**
 * A UDP host candidate (RFC 8839, section 5.1): the only kind a peer with known addresses offers.
 *
 * @param foundation equal for candidates of one base
 * @param priority RFC 8445, section 5.1.2
 * @param address IP literal
 * @param port UDP port
 */
public record Candidate(String foundation, long priority, String address, int port) {

    /** The attribute that says this, for component 1 (RTP and RTCP share it). */
    public Attribute attribute() {
        return Attribute.of("candidate", foundation + " 1 udp " + priority + " " + address + " " + port + " typ host");
    }
}
