package dev.tandem.media.rtp;

/**
 * What one source sent and what of it arrived: extended sequence numbers (RFC 3550, appendix A.1), loss (A.3), jitter
 * (A.8). A change of SSRC, or a jump confirmed by two packets in a row, starts a new count and keeps the old sums. Packets of
 * the source before that are still under way are refused for {@value #FORMER_MILLIS} ms, lest it seem to come back.
 *
 * <p>Owned by the media loop of its leg.
 */
public final class Reception {
    private static final int DROPOUT_MAX = 3_000;
    private static final int MISORDER_MAX = 100;
    private static final int NO_SEQUENCE = -1;
    private static final int FORMER_MILLIS = 500;
    private static final int TIMESTAMP_JUMP_SECONDS = 3;

    private final int clockRateHz;
    private final InterarrivalJitter jitter = new InterarrivalJitter();
    private boolean started;
    private int ssrc;
    private int formerSsrc;
    private boolean former;
    private long changedNanos;
    private int lastTimestamp;
    private int baseSequence;
    private int highestSequence;
    private int cycles;
    private int expectedAfterJump = NO_SEQUENCE;
    private long received;
    private long earlierExpected;
    private long earlierReceived;
    private long expectedAtReport;
    private long receivedAtReport;

    /** A reception of a stream with that RTP clock. */
    public Reception(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    /**
     * Takes a packet in.
     *
     * @return false for one so far from the others that it may be stray; two such in a row are a restart
     */
    public boolean arrived(RtpPacket packet, long nowNanos) {
        if (former && packet.ssrc() == formerSsrc && nowNanos - changedNanos < FORMER_MILLIS * 1_000_000L) {
            return false;
        }
        if (!started || packet.ssrc() != ssrc) {
            former = started;
            formerSsrc = ssrc;
            changedNanos = nowNanos;
            restart(packet.ssrc(), packet.sequence());
        } else if (!advance(packet.sequence())) {
            return false;
        }
        received++;
        if (Math.abs(packet.timestamp() - lastTimestamp) > TIMESTAMP_JUMP_SECONDS * clockRateHz) {
            jitter.restart();
        }
        lastTimestamp = packet.timestamp();
        jitter.arrived(packet.timestamp(), ticks(nowNanos));
        return true;
    }

    private int ticks(long nowNanos) {
        // Wraps as RTP timestamps do; only differences are used.
        return (int) (nowNanos / 1_000 * (clockRateHz / 1_000) / 1_000);
    }

    private boolean advance(int sequence) {
        int ahead = SequenceNumber.plus(sequence, -highestSequence);
        if (ahead < DROPOUT_MAX) {
            if (sequence < highestSequence) {
                cycles += SequenceNumber.MODULUS;
            }
            highestSequence = sequence;
        } else if (ahead <= SequenceNumber.MODULUS - MISORDER_MAX) {
            return jumped(sequence);
        }
        expectedAfterJump = NO_SEQUENCE;
        return true;
    }

    private boolean jumped(int sequence) {
        if (sequence != expectedAfterJump) {
            expectedAfterJump = SequenceNumber.plus(sequence, 1);
            return false;
        }
        restart(ssrc, sequence);
        return true;
    }

    private void restart(int newSsrc, int sequence) {
        earlierExpected = expected();
        earlierReceived = earlierReceived + received;
        started = true;
        ssrc = newSsrc;
        baseSequence = sequence;
        highestSequence = sequence;
        cycles = 0;
        received = 0;
        expectedAfterJump = NO_SEQUENCE;
        jitter.restart();
    }

    /** The source heard last; meaningless before the first packet. */
    public int ssrc() {
        return ssrc;
    }

    /** Whether anything came yet. */
    public boolean started() {
        return started;
    }

    /** Extended highest sequence number, for reports. */
    public int extendedHighest() {
        return cycles + highestSequence;
    }

    /** Packets that should have come, all sources together. */
    public long expected() {
        return started ? earlierExpected + cycles + highestSequence - baseSequence + 1 : 0;
    }

    /** Packets expected and not come; duplicates make up for losses here, as the RFC has it, but not below zero. */
    public long lost() {
        return Math.max(0, expected() - earlierReceived - received);
    }

    /** Jitter, in ticks of the RTP clock. */
    public int jitterTicks() {
        return jitter.ticks();
    }

    /** Jitter in milliseconds. */
    public double jitterMillis() {
        return jitter.ticks() * 1_000.0 / clockRateHz;
    }

    /** Loss since the last call as a fraction of 256 (appendix A.3); called once a report. */
    public int fractionLost() {
        long all = earlierReceived + received;
        long expectedNow = expected() - expectedAtReport;
        long lostNow = expectedNow - (all - receivedAtReport);
        expectedAtReport = expected();
        receivedAtReport = all;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }
}
