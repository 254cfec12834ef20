package dev.tandem.media.conference;

import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.rtcp.ReportBlock;
import dev.tandem.media.rtcp.RtcpCompound;
import dev.tandem.media.rtcp.RtcpPacket;
import dev.tandem.media.rtcp.RtcpPacket.Goodbye;
import dev.tandem.media.rtcp.RtcpPacket.ReceiverReport;
import dev.tandem.media.rtcp.RtcpPacket.SenderReport;
import dev.tandem.media.rtcp.RtcpPacket.SourceDescription;
import dev.tandem.media.rtp.Reception;
import java.nio.ByteBuffer;
import java.util.List;

/** One leg's reports: ours about every five seconds, and what the peer's say (RFC 3550, section 6). */
final class RtcpExchange {
    private static final long INTERVAL_NANOS = 5_000_000_000L;
    private static final String CNAME = "tandem";

    private final RtpTransport transport;
    private final Tally tally;
    private final Inbound in;
    private final Outbound out;
    private final NtpClock clock;
    private long nextNanos;
    private int lastSenderReport;
    private long lastSenderReportNanos;

    RtcpExchange(RtpTransport transport, Tally tally, Inbound in, Outbound out, NtpClock clock) {
        this.transport = transport;
        this.tally = tally;
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    /** Reports when it is time. The first comes early, the rest at half to one and a half times the interval. */
    void tick(long nowNanos) {
        if (!transport.ready()) {
            return;
        }
        if (nextNanos == 0) {
            nextNanos = nowNanos + INTERVAL_NANOS / 5;
        } else if (nowNanos - nextNanos >= 0) {
            // The SSRC, which is random, spreads the legs; the reports of one leg need no more randomness.
            nextNanos = nowNanos + INTERVAL_NANOS / 2 + (out.ssrc() & 0xFFFFL) * INTERVAL_NANOS / 0xFFFF;
            send(List.of(report(nowNanos), new SourceDescription(out.ssrc(), CNAME)));
        }
    }

    void goodbye(long nowNanos) {
        send(List.of(report(nowNanos), new SourceDescription(out.ssrc(), CNAME), new Goodbye(out.ssrc())));
    }

    private void send(List<RtcpPacket> packets) {
        ByteBuffer datagram = transport.packet();
        RtcpCompound.write(packets, datagram);
        transport.sendControl(datagram.flip());
    }

    private RtcpPacket report(long nowNanos) {
        List<ReportBlock> blocks = blocks(nowNanos);
        if (tally.packetsOut() == 0) {
            return new ReceiverReport(out.ssrc(), blocks);
        }
        return new SenderReport(
                out.ssrc(),
                clock.timestamp(nowNanos),
                out.timestampAt(nowNanos),
                (int) tally.packetsOut(),
                (int) tally.octetsOut(),
                blocks);
    }

    private List<ReportBlock> blocks(long nowNanos) {
        Reception reception = in.reception();
        if (reception == null || !reception.started()) {
            return List.of();
        }
        long since = lastSenderReport == 0 ? 0 : nowNanos - lastSenderReportNanos;
        return List.of(new ReportBlock(
                reception.ssrc(),
                reception.fractionLost(),
                (int) reception.lost(),
                reception.extendedHighest(),
                reception.jitterTicks(),
                lastSenderReport,
                (int) (since / 1_000 * 65_536 / 1_000_000)));
    }

    /** Takes a datagram of the peer's in; false when nothing in it can be read. */
    boolean received(ByteBuffer datagram, long nowNanos) {
        List<RtcpPacket> packets = RtcpCompound.parse(datagram);
        packets.forEach(packet -> received(packet, nowNanos));
        return !packets.isEmpty();
    }

    private void received(RtcpPacket packet, long nowNanos) {
        if (packet instanceof SenderReport report) {
            lastSenderReport = NtpClock.middle(report.ntpTimestamp());
            lastSenderReportNanos = nowNanos;
            reported(report.blocks(), nowNanos);
        } else if (packet instanceof ReceiverReport report) {
            reported(report.blocks(), nowNanos);
        } else if (packet instanceof SourceDescription || packet instanceof Goodbye) {
            // Signalling says who the peer is and when it is gone.
            return;
        } else {
            throw new AssertionError(packet);
        }
    }

    private void reported(List<ReportBlock> blocks, long nowNanos) {
        int now = NtpClock.middle(clock.timestamp(nowNanos));
        blocks.stream()
                .filter(block -> block.ssrc() == out.ssrc())
                .forEach(block -> tally.reported(
                        block.fractionLost(),
                        block.cumulativeLost(),
                        block.jitterTicks() * 1_000.0 / out.clockRateHz(),
                        block.roundTripMillis(now)));
    }
}
