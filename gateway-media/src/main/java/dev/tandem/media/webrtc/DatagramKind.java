package dev.tandem.media.webrtc;

import java.nio.ByteBuffer;

/** What shares the port, told apart by the first octet (RFC 7983, section 7; RTCP by RFC 5761, section 4). */
public enum DatagramKind {
    STUN,
    DTLS,
    SRTP,
    OTHER;

    /** The kind of the datagram between position and limit. */
    public static DatagramKind of(ByteBuffer datagram) {
        if (datagram.remaining() < 2) {
            return OTHER;
        }
        int first = datagram.get(datagram.position()) & 0xFF;
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        return first >= 128 && first <= 191 ? SRTP : OTHER;
    }

    /** Whether an RTP-or-RTCP packet is RTCP: its packet types look like no payload type we use. */
    static boolean isRtcp(ByteBuffer packet) {
        int second = packet.get(packet.position() + 1) & 0xFF;
        return second >= 192 && second <= 223;
    }
}
