package dev.tandem.media.dtmf;

import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SequenceNumber;

/**
 * Makes digits of RFC 4733 event packets: one start and one end for each event, however many packets repeat it and however
 * many segments it has (section 2.5.1.3), and an end even when every end packet was lost. What is a repeat and what another
 * press of the same key is told by sequence numbers, marker and duration as well, for there are senders whose timestamps stand
 * still from one digit to the next, and others whose timestamps move with each packet of one.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class DigitReceiver {
    private static final long SILENCE_NANOS = 200_000_000L;

    /** A sender whose timestamp moves within an event pauses no longer than that. */
    private static final long PAUSE_NANOS_MAX = 100_000_000L;

    /** So far behind a number is one that was overtaken; farther, its sender has begun anew. */
    private static final int OVERTAKEN_MAX = 100;

    private static final int END_BIT = 0x80;

    /** Told of digits. */
    public interface Listener {
        /** A digit began. */
        void pressed(char digit);

        /** It ended. */
        void released(char digit, int durationMillis);
    }

    /** Has no use for digits. */
    public static final Listener NOBODY = new Listener() {
        @Override
        public void pressed(char digit) {
            // Nobody is told.
        }

        @Override
        public void released(char digit, int durationMillis) {
            // Nobody is told.
        }
    };

    private final Listener listener;
    private boolean known;
    private boolean active;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private boolean timestampMoves;
    private boolean markedEnd;
    private int event;
    private int segmentTicks;
    private int saidTicks;
    private int durationTicks;
    private int clockRateHz = 8_000;
    private long heardNanos;

    /** A receiver that tells {@code listener}. */
    public DigitReceiver(Listener listener) {
        this.listener = listener;
    }

    /** Takes an event packet in; false when it is none this receiver knows. */
    public boolean packet(RtpPacket packet, int rateHz, long nowNanos) {
        if (packet.payloadLength() < DtmfDigits.PAYLOAD_OCTETS || packet.payloadOctet(0) >= DtmfDigits.ALL.length()) {
            return false;
        }
        boolean sameSource = known && packet.ssrc() == ssrc;
        int ahead = SequenceNumber.distance(sequence, packet.sequence());
        if (sameSource && ahead <= 0 && ahead > -OVERTAKEN_MAX) {
            // A double, or overtaken on the way: it repeats what was said meanwhile.
            return true;
        }
        if (!sameSource || isAnother(packet, nowNanos)) {
            begin(packet, rateHz);
        }
        follow(packet, nowNanos);
        return true;
    }

    private boolean isAnother(RtpPacket packet, long nowNanos) {
        if (packet.payloadOctet(0) != event) {
            return true;
        }
        boolean shorter = ticks(packet) < saidTicks;
        if (packet.timestamp() == timestamp) {
            // Chromium marks all three ends of a digit that was over before its first packet was sent.
            boolean saidAgain = markedEnd && isEnd(packet) && ticks(packet) == saidTicks;
            boolean begins = packet.marker() && !saidAgain;
            return active ? shorter && !isEnd(packet) : shorter || begins;
        }
        if (packet.marker()) {
            return true;
        }
        if (active && packet.timestamp() - timestamp == durationTicks - segmentTicks && shorter) {
            // The next segment begins where that one ended.
            segmentTicks = durationTicks;
            return false;
        }
        if (shorter || nowNanos - heardNanos > PAUSE_NANOS_MAX) {
            return true;
        }
        // It goes on to grow, or its end is said again in the same way.
        timestampMoves |= active;
        return !active && !(timestampMoves && isEnd(packet));
    }

    private void begin(RtpPacket packet, int rateHz) {
        end();
        known = true;
        active = true;
        timestampMoves = false;
        segmentTicks = 0;
        ssrc = packet.ssrc();
        event = packet.payloadOctet(0);
        durationTicks = 0;
        clockRateHz = rateHz;
        listener.pressed(DtmfDigits.ALL.charAt(event));
    }

    private void follow(RtpPacket packet, long nowNanos) {
        heardNanos = nowNanos;
        sequence = packet.sequence();
        timestamp = packet.timestamp();
        saidTicks = ticks(packet);
        markedEnd = packet.marker() && isEnd(packet);
        durationTicks = Math.max(durationTicks, segmentTicks + saidTicks);
        if (isEnd(packet)) {
            end();
        }
    }

    private static int ticks(RtpPacket packet) {
        return (packet.payloadOctet(2) << 8) | packet.payloadOctet(3);
    }

    private static boolean isEnd(RtpPacket packet) {
        return (packet.payloadOctet(1) & END_BIT) != 0;
    }

    /** Ends an event of which nothing was heard for a while. Called every frame. */
    public void tick(long nowNanos) {
        if (active && nowNanos - heardNanos > SILENCE_NANOS) {
            end();
        }
    }

    /** Ends what is going on, e.g. because the source changed. */
    public void reset() {
        end();
        known = false;
    }

    private void end() {
        if (active) {
            active = false;
            listener.released(DtmfDigits.ALL.charAt(event), (int) (durationTicks * 1_000L / clockRateHz));
        }
    }
}
