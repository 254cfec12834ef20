package dev.tandem.media.rtcp;

import java.util.List;

/** The RTCP packets we say and understand (RFC 3550, section 6). */
public sealed interface RtcpPacket {

    /** SR: what a sender has sent, and what it received. */
    record SenderReport(
            int ssrc, long ntpTimestamp, int rtpTimestamp, int packets, int octets, List<ReportBlock> blocks)
            implements RtcpPacket {
        /** Copies the list, so that it is a value. */
        public SenderReport {
            blocks = List.copyOf(blocks);
        }
    }

    /** RR: what one that sends nothing received. */
    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {
        /** Copies the list, so that it is a value. */
        public ReceiverReport {
            blocks = List.copyOf(blocks);
        }
    }

    /** SDES with a CNAME: which streams belong to one sender. */
    record SourceDescription(int ssrc, String cname) implements RtcpPacket {}

    /** BYE: the stream ends. */
    record Goodbye(int ssrc) implements RtcpPacket {}
}
