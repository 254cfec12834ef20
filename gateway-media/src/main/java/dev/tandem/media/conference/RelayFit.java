package dev.tandem.media.conference;

import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SequenceNumber;

/**
 * How the packets of somebody else's stream fit into ours: by how much their numbers and timestamps are moved. Gaps and
 * order stay as they came.
 *
 * <p>Owned by the leg's media loop.
 */
final class RelayFit {
    private static final int STEP_BACK_MAX = 100;

    private boolean fitted;
    private int ssrc;
    private int firstSequence;
    private int sequenceShift;
    private int timestampShift;

    /** From that packet on it follows what our stream was sent last. */
    void fit(int sourceSsrc, int sourceSequence, int sourceTimestamp, SentStream stream) {
        fitted = true;
        ssrc = sourceSsrc;
        firstSequence = sourceSequence;
        sequenceShift = stream.sequence() - sourceSequence;
        timestampShift = stream.timestamp() - sourceTimestamp;
    }

    /** Something else is sent in between: it has to be fitted in anew. */
    void end() {
        fitted = false;
    }

    boolean fitted() {
        return fitted;
    }

    /** Whether a packet goes on with what was fitted in. */
    boolean continues(RtpPacket source, SentStream stream) {
        return fitted
                && source.ssrc() == ssrc
                && Math.abs(SequenceNumber.distance(stream.sequence(), source.sequence() + sequenceShift))
                        < STEP_BACK_MAX;
    }

    /** Whether a packet is from before the stream was fitted in: its number is taken. */
    boolean precedes(RtpPacket source) {
        return SequenceNumber.distance(firstSequence, source.sequence()) < 0;
    }

    /** The number of a packet in our stream. */
    int sequence(RtpPacket source) {
        return SequenceNumber.plus(source.sequence(), sequenceShift);
    }

    /** Its timestamp there. */
    int timestamp(RtpPacket source) {
        return source.timestamp() + timestampShift;
    }

    /** A packet has been passed on; kept near, or the first would come to lie ahead when numbers have gone half way round. */
    void passed(RtpPacket source) {
        if (SequenceNumber.distance(firstSequence, source.sequence()) > STEP_BACK_MAX) {
            firstSequence = SequenceNumber.plus(source.sequence(), -STEP_BACK_MAX);
        }
    }

    /** From its next packet on the source is played out by this buffer. */
    void playOn(JitterBuffer buffer, SentStream stream) {
        if (fitted) {
            buffer.expect(ssrc, SequenceNumber.plus(stream.sequence(), -sequenceShift));
        }
    }
}
