package dev.tandem.media.rtp;

import java.nio.ByteBuffer;

/**
 * An RTP packet seen in place: a flyweight over a buffer, wrapped again for each packet, so that none is allocated (RFC
 * 3550, section 5.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                             SSRC                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |    CSRC, CC times; then a header extension when X; payload    |
 * </pre>
 */
public final class RtpPacket {
    /** Octets of the fixed header. */
    public static final int HEADER_OCTETS = 12;

    /** Nothing is said about how loud it is. */
    public static final int NO_LEVEL = -1;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    /** The number of a one-octet element after which nothing is to be read (RFC 8285, section 4.2). */
    private static final int STOP = 15;

    private static final int VERSION = 2;
    private static final int SSRC_OFFSET = 8;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int start;
    private int payloadOffset;
    private int payloadLength;

    /** Looks at the packet between position and limit; false when it is none, and then nothing else may be asked. */
    public boolean wrap(ByteBuffer packet) {
        int length = packet.remaining();
        start = packet.position();
        if (length < HEADER_OCTETS || ((packet.get(start) >> 6) & 3) != VERSION) {
            return false;
        }
        buffer = packet;
        int header = headerOctets(length);
        int padding = (packet.get(start) & 0x20) != 0 ? packet.get(start + length - 1) & 0xFF : 0;
        boolean padded = (packet.get(start) & 0x20) != 0;
        payloadOffset = start + header;
        payloadLength = length - header - padding;
        return header <= length && payloadLength >= 0 && !(padded && padding == 0);
    }

    /** Octets before the payload; more than {@code length} when the extension does not fit. */
    private int headerOctets(int length) {
        int octets = HEADER_OCTETS + (buffer.get(start) & 0x0F) * 4;
        boolean extended = (buffer.get(start) & 0x10) != 0;
        if (!extended) {
            return octets;
        }
        if (octets + 4 > length) {
            return length + 1;
        }
        return octets + 4 + (buffer.getShort(start + octets + 2) & 0xFFFF) * 4;
    }

    /** The marker bit: the first packet after silence, or of an event. */
    public boolean marker() {
        return (buffer.get(start + 1) & 0x80) != 0;
    }

    /** What the payload is, 0 to 127. */
    public int payloadType() {
        return buffer.get(start + 1) & 0x7F;
    }

    /** 16 bits. */
    public int sequence() {
        return buffer.getShort(start + 2) & 0xFFFF;
    }

    /** Media clock units, 32 bits that wrap. */
    public int timestamp() {
        return buffer.getInt(start + 4);
    }

    /** Who sends the stream. */
    public int ssrc() {
        return buffer.getInt(start + SSRC_OFFSET);
    }

    /** Octets of payload, padding taken off. */
    public int payloadLength() {
        return payloadLength;
    }

    /** One octet of the payload, 0 to 255. */
    public int payloadOctet(int index) {
        return buffer.get(payloadOffset + index) & 0xFF;
    }

    /**
     * How loud the sender says this packet is: decibels below full scale, 0 to 127 (RFC 6464, section 3); {@link #NO_LEVEL}
     * when no header extension of that number says so.
     */
    public int audioLevel(int extensionId) {
        if ((buffer.get(start) & 0x10) == 0) {
            return NO_LEVEL;
        }
        int header = start + HEADER_OCTETS + (buffer.get(start) & 0x0F) * 4;
        int profile = buffer.getShort(header) & 0xFFFF;
        if (profile == ONE_BYTE_PROFILE) {
            return audioLevel(header + 4, extensionId, 1);
        }
        return (profile & 0xFFF0) == TWO_BYTE_PROFILE ? audioLevel(header + 4, extensionId, 2) : NO_LEVEL;
    }

    /** Walks the elements, whose headers are one octet or two (RFC 8285, sections 4.2 and 4.3), to the start of the payload. */
    private int audioLevel(int first, int extensionId, int headerOctets) {
        int at = first;
        while (at + headerOctets < payloadOffset) {
            int octet = buffer.get(at) & 0xFF;
            if (octet == 0) {
                at++;
                continue;
            }
            int id = headerOctets == 1 ? octet >> 4 : octet;
            if (headerOctets == 1 && id == STOP) {
                return NO_LEVEL;
            }
            int length = headerOctets == 1 ? (octet & 0x0F) + 1 : buffer.get(at + 1) & 0xFF;
            if (id == extensionId && length > 0) {
                return buffer.get(at + headerOctets) & 0x7F;
            }
            at += headerOctets + length;
        }
        return NO_LEVEL;
    }

    /** Copies the payload to the start of {@code target}, which must be large enough. */
    public void copyPayload(byte[] target) {
        buffer.get(payloadOffset, target, 0, payloadLength);
    }

    /** Puts the payload into a packet at its position, and moves past it; there must be room. */
    public void putPayload(ByteBuffer packet) {
        packet.put(packet.position(), buffer, payloadOffset, payloadLength);
        packet.position(packet.position() + payloadLength);
    }

    /** Writes a fixed header at the buffer's position and moves past it. */
    public static void writeHeader(
            ByteBuffer packet, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        packet.put((byte) (VERSION << 6));
        packet.put((byte) (payloadType | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence);
        packet.putInt(timestamp);
        packet.putInt(ssrc);
    }

    /** Whether a datagram is RTCP by its second octet, where both share a port (RFC 5761, section 4). */
    public static boolean isControl(ByteBuffer datagram) {
        int type = datagram.remaining() < 2 ? 0 : datagram.get(datagram.position() + 1) & 0xFF;
        return type >= 192 && type <= 223;
    }

    /** The SSRC of who sent an RTCP datagram (RFC 3550, section 6.4.1); 0 when it is too short to have one. */
    public static int controlSsrc(ByteBuffer datagram) {
        return datagram.remaining() < 8 ? 0 : datagram.getInt(datagram.position() + 4);
    }
}
