package dev.tandem.media.rtp;

import java.nio.ByteBuffer;

/** Makes RTP packets for tests. */
public final class Packets {
    private Packets() {}

    /** A packet with a one-octet payload that repeats the sequence number. */
    public static RtpPacket audio(int sequence, int timestamp, int ssrc) {
        return of(0, false, sequence, timestamp, ssrc, (byte) sequence);
    }

    /** Any packet. */
    public static RtpPacket of(
            int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte... payload) {
        ByteBuffer buffer = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + payload.length);
        RtpPacket.writeHeader(buffer, payloadType, marker, sequence, timestamp, ssrc);
        buffer.put(payload).flip();
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(buffer)) {
            throw new IllegalStateException("not a packet");
        }
        return packet;
    }
}
