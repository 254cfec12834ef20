package dev.tandem.media.rtcp;

import dev.tandem.media.rtcp.RtcpPacket.Goodbye;
import dev.tandem.media.rtcp.RtcpPacket.ReceiverReport;
import dev.tandem.media.rtcp.RtcpPacket.SenderReport;
import dev.tandem.media.rtcp.RtcpPacket.SourceDescription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A datagram of RTCP packets (RFC 3550, section 6.1). Packets of unknown types are passed over. */
public final class RtcpCompound {
    private static final int SR = 200;
    private static final int RR = 201;
    private static final int SDES = 202;
    private static final int BYE = 203;
    private static final int CNAME = 1;
    private static final int HEADER_OCTETS = 4;
    private static final int SENDER_OCTETS = 24;
    private static final int PACKETS_MAX = 16;

    private RtcpCompound() {}

    /** The packets between position and limit; those before the first that cannot be read, if one cannot. */
    public static List<RtcpPacket> parse(ByteBuffer datagram) {
        List<RtcpPacket> packets = new ArrayList<>();
        int offset = datagram.position();
        for (int i = 0; i < PACKETS_MAX && offset + HEADER_OCTETS <= datagram.limit(); i++) {
            int octets = ((datagram.getShort(offset + 2) & 0xFFFF) + 1) * 4;
            if ((datagram.get(offset) & 0xC0) != 0x80 || offset + octets > datagram.limit()) {
                break;
            }
            read(datagram.slice(offset, octets)).ifPresent(packets::add);
            offset += octets;
        }
        return packets;
    }

    private static Optional<RtcpPacket> read(ByteBuffer packet) {
        int count = packet.get(0) & 0x1F;
        int type = packet.get(1) & 0xFF;
        packet.position(HEADER_OCTETS);
        return switch (type) {
            case SR -> senderReport(packet, count);
            case RR -> receiverReport(packet, count);
            case SDES -> count > 0 ? sourceDescription(packet) : Optional.empty();
            case BYE ->
                count > 0 && packet.remaining() >= 4 ? Optional.of(new Goodbye(packet.getInt())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<RtcpPacket> senderReport(ByteBuffer packet, int count) {
        if (packet.remaining() < SENDER_OCTETS + count * ReportBlock.OCTETS) {
            return Optional.empty();
        }
        int ssrc = packet.getInt();
        long ntp = packet.getLong();
        int rtp = packet.getInt();
        int packets = packet.getInt();
        int octets = packet.getInt();
        return Optional.of(new SenderReport(ssrc, ntp, rtp, packets, octets, blocks(packet, count)));
    }

    private static Optional<RtcpPacket> receiverReport(ByteBuffer packet, int count) {
        if (packet.remaining() < 4 + count * ReportBlock.OCTETS) {
            return Optional.empty();
        }
        return Optional.of(new ReceiverReport(packet.getInt(), blocks(packet, count)));
    }

    private static List<ReportBlock> blocks(ByteBuffer packet, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(ReportBlock.read(packet));
        }
        return blocks;
    }

    /** Reads the first chunk when its first item is the CNAME, as everyone writes it. */
    private static Optional<RtcpPacket> sourceDescription(ByteBuffer packet) {
        if (packet.remaining() < 6) {
            return Optional.empty();
        }
        int ssrc = packet.getInt();
        int item = packet.get();
        int length = packet.get() & 0xFF;
        if (item != CNAME || length > packet.remaining()) {
            return Optional.empty();
        }
        byte[] name = new byte[length];
        packet.get(name);
        return Optional.of(new SourceDescription(ssrc, new String(name, StandardCharsets.UTF_8)));
    }

    /** Writes the packets at the buffer's position and moves past them. */
    public static void write(List<RtcpPacket> packets, ByteBuffer out) {
        packets.forEach(packet -> write(packet, out));
    }

    private static void write(RtcpPacket packet, ByteBuffer out) {
        int start = out.position();
        out.putInt(0);
        int countAndType = body(packet, out);
        while ((out.position() - start) % 4 != 0) {
            out.put((byte) 0);
        }
        int words = (out.position() - start) / 4 - 1;
        out.putInt(start, 0x80000000 | (countAndType << 16) | words);
    }

    /** Writes what follows the header; returns count and type as the header has them. */
    private static int body(RtcpPacket packet, ByteBuffer out) {
        if (packet instanceof SenderReport report) {
            out.putInt(report.ssrc()).putLong(report.ntpTimestamp()).putInt(report.rtpTimestamp());
            out.putInt(report.packets()).putInt(report.octets());
            report.blocks().forEach(block -> block.write(out));
            return (report.blocks().size() << 8) | SR;
        }
        if (packet instanceof ReceiverReport report) {
            out.putInt(report.ssrc());
            report.blocks().forEach(block -> block.write(out));
            return (report.blocks().size() << 8) | RR;
        }
        if (packet instanceof SourceDescription description) {
            return description(description, out);
        }
        if (packet instanceof Goodbye goodbye) {
            out.putInt(goodbye.ssrc());
            return (1 << 8) | BYE;
        }
        throw new AssertionError(packet);
    }

    private static int description(SourceDescription description, ByteBuffer out) {
        byte[] name = description.cname().getBytes(StandardCharsets.UTF_8);
        out.putInt(description.ssrc()).put((byte) CNAME).put((byte) name.length).put(name);
        // The list of items ends with a zero octet, before the padding to whole words.
        out.put((byte) 0);
        return (1 << 8) | SDES;
    }
}
