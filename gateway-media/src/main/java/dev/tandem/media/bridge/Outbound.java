package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.dtmf.DigitSender;
import dev.tandem.media.dtmf.DtmfDigits;
import dev.tandem.media.offeranswer.AgreedMedia;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SequenceNumber;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one RTP stream a leg is sent: same SSRC, unbroken sequence and a timestamp that follows time, whatever feeds it.
 * While a digit is said, audio is left out (RFC 4733, section 2.6.1); while the peer does not want to receive, all is.
 *
 * <p>Owned by the leg's media loop.
 */
final class Outbound {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int STEP_BACK_MAX = 100;

    private final Wire wire;
    private final Tally tally;
    private final int ssrc;
    private final DigitSender digits = new DigitSender();
    private final byte[] event = new byte[DtmfDigits.PAYLOAD_OCTETS];
    private @Nullable AgreedMedia media;
    private byte[] silence = new byte[0];
    private int frameTicks = CodecName.PCMU.frameTicks();
    private int eventPayloadType = -1;
    private int eventClockRateHz;
    private int sequence;
    private int timestamp;
    private int eventTimestamp;
    private boolean saying;
    private boolean fresh = true;
    private long lastNanos;
    private boolean relaying;
    private int relaySsrc;
    private int relayFirstSequence;
    private int sequenceShift;
    private int timestampShift;

    Outbound(Wire wire, Tally tally, int ssrc) {
        this.wire = wire;
        this.tally = tally;
        this.ssrc = ssrc;
        // Both start at random (RFC 3550, section 5.1); the SSRC is random already.
        sequence = (ssrc >>> 16) & 0x7FFF;
        timestamp = Integer.reverse(ssrc);
    }

    void configure(AgreedMedia agreed) {
        if (media == null || media.codec() != agreed.codec()) {
            fresh = true;
            relaying = false;
            silence = Codecs.silence(agreed.codec());
            frameTicks = agreed.codec().frameTicks();
        }
        media = agreed;
        eventPayloadType =
                agreed.sentEvents().map(events -> events.payloadTypes().send()).orElse(-1);
        eventClockRateHz =
                agreed.sentEvents().map(AgreedMedia.Events::clockRateHz).orElse(8_000);
    }

    DigitSender digits() {
        return digits;
    }

    int ssrc() {
        return ssrc;
    }

    /** Whether the peer can be reached and wants anything. */
    boolean open() {
        return media != null && media.remoteDirection().receives() && wire.ready();
    }

    /** Sends this frame's event packet if a digit is being said; then there is no room for audio in it. */
    boolean event(long nowNanos) {
        saying = digits.advance() && eventPayloadType >= 0 && open();
        if (!saying) {
            return false;
        }
        catchUp(nowNanos);
        boolean first = digits.first();
        if (first) {
            eventTimestamp = timestamp;
        }
        digits.write(event, eventClockRateHz);
        send(eventPayloadType, first, eventTimestamp, event, event.length);
        after(nowNanos);
        return true;
    }

    /** Sends one frame's payload. */
    void audio(byte[] payload, int length, long nowNanos) {
        AgreedMedia agreed = media;
        if (agreed == null || !open()) {
            fresh = true;
            return;
        }
        catchUp(nowNanos);
        send(agreed.payloadTypes().send(), fresh, timestamp, payload, length);
        after(nowNanos);
    }

    /** Sends one frame of silence. */
    void silence(long nowNanos) {
        audio(silence, silence.length, nowNanos);
    }

    /** Moves the timestamp over what was not sent, so that it keeps following time. */
    private void catchUp(long nowNanos) {
        long framesMissed = lastNanos == 0 ? 0 : (nowNanos - lastNanos - FRAME_NANOS / 2) / FRAME_NANOS;
        if (framesMissed > 0) {
            timestamp += (int) framesMissed * frameTicks;
        }
    }

    /** After a packet made here: the next one follows it, and a relayed stream has to be fitted in anew. */
    private void after(long nowNanos) {
        timestamp += frameTicks;
        sequence = SequenceNumber.plus(sequence, 1);
        lastNanos = nowNanos;
        relaying = false;
        fresh = false;
    }

    private void send(int payloadType, boolean marker, int at, byte[] payload, int length) {
        ByteBuffer packet = wire.packet();
        RtpPacket.writeHeader(packet, payloadType, marker, sequence, at, ssrc);
        packet.put(payload, 0, length).flip();
        transmit(packet, length);
    }

    private void transmit(ByteBuffer packet, int length) {
        if (wire.send(packet)) {
            tally.sent(length);
        } else {
            tally.dropped();
        }
    }

    /** Passes a packet of the same codec on: gaps and order as they came, numbers and clock as they are here. */
    void relay(RtpPacket source, byte[] scratch, long nowNanos) {
        AgreedMedia agreed = media;
        if (agreed == null || !open() || saying || source.payloadLength() > scratch.length) {
            relaying = false;
            fresh |= !open();
            return;
        }
        boolean fitted = relaying
                && source.ssrc() == relaySsrc
                && Math.abs(SequenceNumber.distance(sequence, source.sequence() + sequenceShift)) < STEP_BACK_MAX;
        if (!fitted) {
            fit(source, nowNanos);
        }
        if (SequenceNumber.distance(relayFirstSequence, source.sequence()) < 0) {
            // From before the stream was fitted in: its number is taken.
            tally.dropped();
            return;
        }
        relayed(agreed, source, scratch, source.marker() || fresh, nowNanos);
    }

    private void fit(RtpPacket source, long nowNanos) {
        catchUp(nowNanos);
        relaying = true;
        relaySsrc = source.ssrc();
        relayFirstSequence = source.sequence();
        sequenceShift = sequence - source.sequence();
        timestampShift = timestamp - source.timestamp();
    }

    private void relayed(AgreedMedia agreed, RtpPacket source, byte[] scratch, boolean marker, long nowNanos) {
        int sequenceOut = SequenceNumber.plus(source.sequence(), sequenceShift);
        int timestampOut = source.timestamp() + timestampShift;
        ByteBuffer packet = wire.packet();
        RtpPacket.writeHeader(packet, agreed.payloadTypes().send(), marker, sequenceOut, timestampOut, ssrc);
        source.copyPayload(scratch);
        packet.put(scratch, 0, source.payloadLength()).flip();
        transmit(packet, source.payloadLength());
        if (SequenceNumber.distance(sequence, sequenceOut) >= 0) {
            sequence = SequenceNumber.plus(sequenceOut, 1);
            timestamp = timestampOut + frameTicks;
            lastNanos = nowNanos;
            // Kept near, or it would come to lie ahead when the numbers have gone half way round.
            if (SequenceNumber.distance(relayFirstSequence, source.sequence()) > STEP_BACK_MAX) {
                relayFirstSequence = SequenceNumber.plus(source.sequence(), -STEP_BACK_MAX);
            }
        }
        fresh = false;
    }

    /** The RTP timestamp of now, for a sender report. */
    int timestampAt(long nowNanos) {
        long elapsedTicks = (nowNanos - lastNanos) / 1_000 * frameTicks / 20_000;
        return timestamp - frameTicks + (int) elapsedTicks;
    }
}
