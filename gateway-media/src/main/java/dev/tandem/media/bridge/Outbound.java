package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.dtmf.DigitSender;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.dtmf.DtmfDigits;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.rtp.SequenceNumber;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one RTP stream a leg is sent: same SSRC, unbroken sequence and a timestamp that follows time, whatever feeds it.
 * While a digit is said, as event or tone, audio is left out (RFC 4733, section 2.6.1); while the peer does not want to
 * receive, all is. Packets last as long as the peer asked for.
 *
 * <p>Owned by the leg's media loop.
 */
final class Outbound {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int STEP_BACK_MAX = 100;

    private final Wire wire;
    private final Tally tally;
    private final int ssrc;
    private final LegMedia.Listener listener;
    private final DigitSender digits = new DigitSender();
    private DigitTransport transport = DigitTransport.RFC4733;
    /** Null while payloads are packets as they are. */
    private @Nullable Packetizer packetizer;

    private @Nullable ToneSpeaker tones;
    private final byte[] event = new byte[DtmfDigits.PAYLOAD_OCTETS];
    private @Nullable Stream media;
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

    Outbound(Wire wire, Tally tally, int ssrc, LegMedia.Listener listener) {
        this.wire = wire;
        this.tally = tally;
        this.ssrc = ssrc;
        this.listener = listener;
        // Both start at random (RFC 3550, section 5.1); the SSRC is random already.
        sequence = (ssrc >>> 16) & 0x7FFF;
        timestamp = Integer.reverse(ssrc);
    }

    void configure(Stream agreed) {
        boolean recoded = media == null || media.codec() != agreed.codec();
        if (recoded) {
            fresh = true;
            relaying = false;
            frameTicks = agreed.codec().frameTicks();
        }
        if (recoded || media == null || media.packetMillis() != agreed.packetMillis()) {
            packets(agreed.codec(), agreed.packetMillis());
        }
        media = agreed;
        eventPayloadType =
                agreed.sentEvents().map(events -> events.payloadTypes().send()).orElse(-1);
        eventClockRateHz = agreed.sentEvents().map(Stream.Events::clockRateHz).orElse(8_000);
    }

    private void packets(CodecName codec, int packetMillis) {
        silence = Codecs.silence(codec, packetMillis);
        packetizer = packetMillis == CodecName.FRAME_MILLIS ? null : new Packetizer(codec, packetMillis);
        if (transport == DigitTransport.INBAND) {
            close();
            tones = new ToneSpeaker(codec, packetMillis);
        }
    }

    void digitsBy(DigitTransport next) {
        transport = next;
    }

    DigitSender digits() {
        return digits;
    }

    int ssrc() {
        return ssrc;
    }

    /** The clock of the stream sent. */
    int clockRateHz() {
        return frameTicks * FRAMES_PER_SECOND;
    }

    /** Whether the peer can be reached and wants anything. */
    boolean open() {
        return media != null && media.remoteDirection().receives() && wire.ready();
    }

    /** Says this frame's part of a digit if one is being said; then there is no room for audio in it. */
    boolean event(long nowNanos) {
        boolean due = digits.advance();
        saying = due
                && open()
                && switch (transport) {
                    case RFC4733 -> eventPayloadType >= 0;
                    case INBAND -> tones != null;
                    case INFO -> false;
                };
        if (due && transport == DigitTransport.INFO && digits.over()) {
            listener.say(digits.digit(), digits.saidMillis());
        }
        if (saying && transport == DigitTransport.INBAND && tones != null) {
            int octets = tones.say(digits);
            audio(tones.payload(), octets, nowNanos);
        } else if (saying) {
            eventPacket(nowNanos);
        }
        return saying;
    }

    private void eventPacket(long nowNanos) {
        flush();
        catchUp(nowNanos);
        boolean first = digits.first();
        if (first) {
            eventTimestamp = timestamp;
        }
        eventTimestamp += digits.segment(eventClockRateHz);
        digits.write(event, eventClockRateHz);
        send(eventPayloadType, first, eventTimestamp, event, event.length);
        after(frameTicks, nowNanos);
    }

    /** Sends one frame's payload, or keeps it until the packet is full. */
    void audio(byte[] payload, int length, long nowNanos) {
        Stream agreed = media;
        if (agreed == null || !open()) {
            fresh = true;
            return;
        }
        Packetizer gathering = packetizer;
        if (gathering == null) {
            catchUp(nowNanos);
            send(agreed.payloadTypes().send(), fresh, timestamp, payload, length);
            after(frameTicks, nowNanos);
            return;
        }
        if (framesMissed(nowNanos) > 0) {
            flush();
        }
        catchUp(nowNanos);
        gathering.add(payload, length);
        lastNanos = nowNanos;
        while (gathering.full()) {
            sendGathered(agreed, gathering);
        }
    }

    /** Sends what is held, however little it is. */
    private void flush() {
        Stream agreed = media;
        while (agreed != null && packetizer != null && !packetizer.empty()) {
            sendGathered(agreed, packetizer);
        }
    }

    private void sendGathered(Stream agreed, Packetizer from) {
        int octets = from.take();
        send(agreed.payloadTypes().send(), fresh, timestamp, from.packet(), octets);
        after(from.takenMillis() * frameTicks / CodecName.FRAME_MILLIS, lastNanos);
    }

    /** Sends one frame of silence. */
    void silence(long nowNanos) {
        audio(silence, silence.length, nowNanos);
    }

    /** Moves the timestamp over what was not sent, so that it keeps following time. */
    private void catchUp(long nowNanos) {
        timestamp += framesMissed(nowNanos) * frameTicks;
    }

    private int framesMissed(long nowNanos) {
        return lastNanos == 0 ? 0 : (int) Math.max(0, (nowNanos - lastNanos - FRAME_NANOS / 2) / FRAME_NANOS);
    }

    /** After a packet made here: the next one follows it, and a relayed stream has to be fitted in anew. */
    private void after(int ticks, long nowNanos) {
        timestamp += ticks;
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
    void relay(RtpPacket source, long nowNanos) {
        Stream agreed = media;
        if (agreed == null || !open() || saying || source.payloadLength() > CodecName.PAYLOAD_OCTETS_MAX) {
            relaying = false;
            fresh |= !open();
            return;
        }
        boolean fitted = relaying
                && source.ssrc() == relaySsrc
                && Math.abs(SequenceNumber.distance(sequence, source.sequence() + sequenceShift)) < STEP_BACK_MAX;
        if (!fitted) {
            fit(source.ssrc(), source.sequence(), source.timestamp(), nowNanos);
        }
        if (SequenceNumber.distance(relayFirstSequence, source.sequence()) < 0) {
            // From before the stream was fitted in: its number is taken.
            tally.dropped();
            return;
        }
        relayed(agreed, source, source.marker() || fresh, nowNanos);
    }

    /** A stream is passed on from that packet of it on, which follows what was sent last without a step. */
    void fit(int sourceSsrc, int sourceSequence, int sourceTimestamp, long nowNanos) {
        flush();
        catchUp(nowNanos);
        relaying = true;
        relaySsrc = sourceSsrc;
        relayFirstSequence = sourceSequence;
        sequenceShift = sequence - sourceSequence;
        timestampShift = timestamp - sourceTimestamp;
    }

    /** The stream that was passed on until now is played out by this buffer from its next packet on. */
    void playOn(JitterBuffer buffer) {
        if (relaying) {
            buffer.expect(relaySsrc, SequenceNumber.plus(sequence, -sequenceShift));
        }
    }

    /**
     * What is made here next was waiting to be sent: a step from passing packets on to sending once a frame delays them, and
     * is no pause of the speaker.
     */
    void delayed(long waitedNanos) {
        if (relaying) {
            lastNanos += waitedNanos;
        }
    }

    private void relayed(Stream agreed, RtpPacket source, boolean marker, long nowNanos) {
        int sequenceOut = SequenceNumber.plus(source.sequence(), sequenceShift);
        int timestampOut = source.timestamp() + timestampShift;
        ByteBuffer packet = wire.packet();
        RtpPacket.writeHeader(packet, agreed.payloadTypes().send(), marker, sequenceOut, timestampOut, ssrc);
        source.putPayload(packet);
        transmit(packet.flip(), source.payloadLength());
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

    /** Frees what makes tones. */
    void close() {
        if (tones != null) {
            tones.close();
            tones = null;
        }
    }
}
