package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.dtmf.DtmfDigits;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtp.Reception;
import dev.tandem.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one leg receives: sorted by payload type, counted, and handed on. The peer may send any of the agreed codecs at any
 * time (RFC 3264, section 5.1), but is followed only so often. Owned by the leg's media loop.
 */
final class Inbound {
    /** What decodes a stream is made anew for another codec: not for every packet of a peer that takes turns. */
    private static final long TURN_NANOS_MIN = 100_000_000L;

    /** The static number of comfort noise beside 8000 Hz codecs; many send it without saying so (RFC 3389, section 4). */
    private static final int COMFORT_NOISE = 13;

    private static final int COMFORT_NOISE_CLOCK_HZ = 8_000;

    private final RtpPacket packet = new RtpPacket();
    private final Tally tally;
    private final DigitReceiver digits;
    private PacketSink sink = PacketSink.NOWHERE;
    private DigitReceiver.Listener hearer = DigitReceiver.NOBODY;
    private final DigitReceiver.Listener digitListener;
    private DigitTransport transport = DigitTransport.RFC4733;
    private @Nullable ToneListener tones;
    private @Nullable Stream media;
    private final PayloadMap payloads = new PayloadMap();
    private final LongConsumer onTurn;
    private @Nullable CodecName codec;
    private @Nullable Reception reception;
    private long turnedNanos;

    /** Nothing is received yet; {@code onTurn} is told the time when the peer goes on with another codec. */
    Inbound(Tally tally, LegMedia.Listener listener, LongConsumer onTurn) {
        this.tally = tally;
        this.onTurn = onTurn;
        digitListener = new DigitReceiver.Listener() {
            @Override
            public void pressed(char digit) {
                hearer.pressed(digit);
            }

            @Override
            public void released(char digit, int durationMillis) {
                hearer.released(digit, durationMillis);
                listener.digit(digit, durationMillis);
            }
        };
        digits = new DigitReceiver(digitListener);
    }

    void digitsBy(DigitTransport next) {
        transport = next;
    }

    /** A digit that came by signalling. */
    void digit(char digit, int durationMillis) {
        if (DtmfDigits.event(digit) >= 0) {
            digitListener.pressed(digit);
            digitListener.released(digit, durationMillis);
        }
    }

    void configure(Stream agreed) {
        media = agreed;
        payloads.follow(agreed);
        boolean goesOn = agreed.codecs().stream().anyMatch(format -> format.codec() == codec);
        receive(goesOn && codec != null ? codec : agreed.codec());
    }

    private void receive(CodecName next) {
        CodecName before = codec;
        codec = next;
        if (before == null || before.clockRateHz() != next.clockRateHz()) {
            reception = new Reception(next.clockRateHz());
        }
        if (transport == DigitTransport.INBAND && before != next) {
            close();
            tones = new ToneListener(next, digitListener);
        }
    }

    /** Where packets go from now on. */
    void to(PacketSink next) {
        sink = next;
    }

    /** Who is told of digits from now on, besides the leg's listener. */
    void digitsTo(DigitReceiver.Listener next) {
        hearer = next;
    }

    /** Whether a datagram is the next of the stream received, or a report of its sender. */
    boolean goesOnIn(ByteBuffer datagram) {
        Reception counting = reception;
        if (counting == null || !counting.started()) {
            return false;
        }
        if (RtpPacket.isControl(datagram)) {
            return RtpPacket.controlSsrc(datagram) == counting.ssrc();
        }
        return packet.wrap(datagram) && counting.isNext(packet);
    }

    /** Takes a datagram in; false when it is no packet of the agreed stream. */
    boolean packet(ByteBuffer datagram, long nowNanos) {
        Stream agreed = media;
        Reception counting = reception;
        if (agreed == null || counting == null || !packet.wrap(datagram)) {
            tally.dropped();
            return false;
        }
        int payloadType = packet.payloadType();
        CodecName carried = payloads.codec(payloadType);
        if (carried == null && payloads.eventClockRateHz(payloadType) == 0 && !isComfortNoise(payloadType)) {
            foreign(counting, nowNanos);
            return false;
        }
        if (carried == null && isBeside(counting)) {
            return agreed.remoteDirection().sends() && beside(payloadType, nowNanos);
        }
        if (!agreed.remoteDirection().sends() || !counting.arrived(packet, nowNanos)) {
            tally.dropped();
            return false;
        }
        if (carried != null && carried != codec && !turned(carried, counting, nowNanos)) {
            tally.dropped();
            sink.other(packet);
            return false;
        }
        tally.received();
        deliver(payloadType, nowNanos);
        return true;
    }

    /** Whether it is of another source than the speech: some send events so. Their source does not take over the stream. */
    private boolean isBeside(Reception counting) {
        return counting.started() && packet.ssrc() != counting.ssrc();
    }

    private boolean beside(int payloadType, long nowNanos) {
        int eventClockRateHz = payloads.eventClockRateHz(payloadType);
        boolean heard = eventClockRateHz != 0 && digits.packet(packet, eventClockRateHz, nowNanos);
        if (heard) {
            tally.received();
        } else {
            tally.dropped();
        }
        return heard;
    }

    private boolean isComfortNoise(int payloadType) {
        return payloadType == COMFORT_NOISE && codec != null && codec.clockRateHz() == COMFORT_NOISE_CLOCK_HZ;
    }

    /** Goes on with another of the agreed codecs, unless the packet is a straggler from before or the last turn is too near. */
    private boolean turned(CodecName next, Reception counting, long nowNanos) {
        boolean newest = (counting.extendedHighest() & 0xFFFF) == packet.sequence();
        if (!newest || (turnedNanos != 0 && nowNanos - turnedNanos < TURN_NANOS_MIN)) {
            return false;
        }
        turnedNanos = nowNanos;
        receive(next);
        Reception renewed = reception;
        if (renewed != null && renewed != counting) {
            renewed.arrived(packet, nowNanos);
        }
        onTurn.accept(nowNanos);
        return true;
    }

    /** A payload type nobody agreed on: refused, but its number in the sequence is no loss. */
    private void foreign(Reception counting, long nowNanos) {
        tally.dropped();
        if (counting.started() && packet.ssrc() == counting.ssrc() && counting.arrived(packet, nowNanos)) {
            sink.other(packet);
        }
    }

    private void deliver(int payloadType, long nowNanos) {
        int eventClockRateHz = payloads.eventClockRateHz(payloadType);
        if (eventClockRateHz != 0) {
            sink.other(packet);
            if (!digits.packet(packet, eventClockRateHz, nowNanos)) {
                tally.dropped();
            }
        } else if (payloads.codec(payloadType) == null) {
            sink.noise(packet);
        } else {
            if (tones != null) {
                tones.hear(packet, nowNanos);
            }
            sink.audio(packet, nowNanos);
        }
    }

    void tick(long nowNanos) {
        digits.tick(nowNanos);
        if (tones != null) {
            tones.tick(nowNanos);
        }
    }

    /** Puts down what was received so far. */
    void count() {
        if (reception != null) {
            tally.reception(reception.expected(), reception.lost(), reception.jitterMillis());
        }
    }

    /** Counts of the stream received; null before there is one. */
    @Nullable Reception reception() {
        return reception;
    }

    @Nullable Stream media() {
        return media;
    }

    /** The codec that comes, or will first; null before anything is agreed. */
    @Nullable CodecName codec() {
        return codec;
    }

    /** Ends a digit that is going on. */
    void reset() {
        digits.reset();
        if (tones != null) {
            tones.end();
        }
    }

    /** Frees what listens for tones. */
    void close() {
        if (tones != null) {
            tones.close();
            tones = null;
        }
    }
}
