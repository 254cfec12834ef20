package dev.tandem.media.conference;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;

/** Reports as bad as they can be (RFC 3550, section 6), into a leg whose figures are read. */
class RtcpFuzzTest {
    private static final long FRAME_NANOS = 20_000_000L;

    private final Tally tally = new Tally(new Tally.Sums());
    private final LegMedia leg =
            new LegMedia(LossyLink.perfect(), 7, tally, new MediaWorld.Heard(), new NtpClock(1_700_000_000_000L, 0));
    private long nowNanos = FRAME_NANOS;

    RtcpFuzzTest() {
        leg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV), nowNanos);
    }

    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noReportThrows(byte[] octets) {
        nowNanos += FRAME_NANOS;
        leg.rtcp(ByteBuffer.wrap(octets), nowNanos);
        double sum = tally.remoteLossOverallPercent() + tally.remoteDelayMillis() + tally.expectedLossPercent();
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a figure that is no number");
        }
    }
}
