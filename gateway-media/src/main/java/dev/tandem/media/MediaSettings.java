package dev.tandem.media;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where and how media flows.
 *
 * @param bindAddress address RTP sockets bind; 0.0.0.0 for all
 * @param advertised address in SDP; empty: the local address facing each peer
 * @param rtpPortFirst first RTP port, even; one even port a leg, RTCP on the odd one above
 * @param rtpPortLast last port, inclusive
 * @param webRtcPort the one UDP port for all browsers; 0 for none, -1 for any free one
 * @param loops media loops, each a thread that owns bridges
 */
public record MediaSettings(
        InetAddress bindAddress,
        Optional<InetAddress> advertised,
        int rtpPortFirst,
        int rtpPortLast,
        int webRtcPort,
        int loops) {}
