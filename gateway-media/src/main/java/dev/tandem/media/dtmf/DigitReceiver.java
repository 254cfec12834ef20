package dev.tandem.media.dtmf;

import dev.tandem.media.rtp.RtpPacket;

/**
 * Makes digits of RFC 4733 event packets: one start and one end for each event, however many packets repeat it and however
 * many segments it has (section 2.5.1.3), and an end even when every end packet was lost.
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

    /** After so long a lower timestamp is no repeat any more: the sender has begun anew. */
    private static final long FORGOTTEN_NANOS = 2_000_000_000L;

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
    private int timestamp;
    private int event;
    private int segmentTicks;
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
        if (!sameSource || packet.timestamp() != timestamp) {
            if (sameSource && packet.timestamp() - timestamp < 0 && nowNanos - heardNanos < FORGOTTEN_NANOS) {
                // A repeat of an event before this one, overtaken on the way.
                return true;
            }
            if (!continues(packet, sameSource)) {
                begin(packet, rateHz);
            }
        }
        follow(packet, nowNanos);
        return true;
    }

    /** Whether it is the next segment of the event that is going on: no marker, and it begins where that one ended. */
    private boolean continues(RtpPacket packet, boolean sameSource) {
        boolean next = active
                && sameSource
                && !packet.marker()
                && packet.payloadOctet(0) == event
                && packet.timestamp() - timestamp == durationTicks - segmentTicks;
        if (next) {
            timestamp = packet.timestamp();
            segmentTicks = durationTicks;
        }
        return next;
    }

    private void begin(RtpPacket packet, int rateHz) {
        end();
        known = true;
        active = true;
        segmentTicks = 0;
        ssrc = packet.ssrc();
        timestamp = packet.timestamp();
        event = packet.payloadOctet(0);
        durationTicks = 0;
        clockRateHz = rateHz;
        listener.pressed(DtmfDigits.ALL.charAt(event));
    }

    private void follow(RtpPacket packet, long nowNanos) {
        heardNanos = nowNanos;
        int ticks = (packet.payloadOctet(2) << 8) | packet.payloadOctet(3);
        durationTicks = Math.max(durationTicks, segmentTicks + ticks);
        if ((packet.payloadOctet(1) & END_BIT) != 0) {
            end();
        }
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
