package dev.tandem.media.rtp;

/**
 * What one source sent and what of it arrived: extended sequence numbers (RFC 3550, appendix A.1), loss (A.3), jitter
 * (A.8). A change of SSRC or a jump of the numbers, once two packets in a row confirm it, starts a new count and keeps the old
 * sums. Packets of the source before that are still under way are refused for {@value #FORMER_MILLIS} ms, lest it seem to come
 * back.
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
    private int straySsrc;
    private int strayNext = NO_SEQUENCE;
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
        if (!started) {
            restart(packet.ssrc(), packet.sequence());
        } else if (!follows(packet, nowNanos)) {
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

    private boolean follows(RtpPacket packet, long nowNanos) {
        if (packet.ssrc() == ssrc && advance(packet.sequence())) {
            strayNext = NO_SEQUENCE;
            return true;
        }
        if (!isConfirmed(packet)) {
            return false;
        }
        if (packet.ssrc() != ssrc) {
            former = true;
            formerSsrc = ssrc;
            changedNanos = nowNanos;
        }
        restart(packet.ssrc(), packet.sequence());
        return true;
    }

    /** Whether it follows the stray packet before: two in a row are a source (MIN_SEQUENTIAL). */
    private boolean isConfirmed(RtpPacket packet) {
        boolean second = packet.ssrc() == straySsrc && packet.sequence() == strayNext;
        straySsrc = packet.ssrc();
        strayNext = SequenceNumber.plus(packet.sequence(), 1);
        return second;
    }

    /** Takes the number in; false when it is too far from the others. */
    private boolean advance(int sequence) {
        int ahead = SequenceNumber.plus(sequence, -highestSequence);
        if (ahead < DROPOUT_MAX) {
            if (sequence < highestSequence) {
                cycles += SequenceNumber.MODULUS;
            }
            highestSequence = sequence;
        } else {
            return ahead > SequenceNumber.MODULUS - MISORDER_MAX;
        }
        return true;
    }

    /** Whether it comes after all that came, and not too long after. */
    public boolean isNext(RtpPacket packet) {
        int ahead = SequenceNumber.plus(packet.sequence(), -highestSequence);
        return started && packet.ssrc() == ssrc && ahead > 0 && ahead < DROPOUT_MAX;
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
        strayNext = NO_SEQUENCE;
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
