package dev.tandem.media.bridge;

import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.dtmf.DtmfDigits;
import dev.tandem.media.offeranswer.AgreedMedia;
import dev.tandem.media.rtp.Reception;
import dev.tandem.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one leg receives: sorted by payload type, counted, and handed on. Owned by the leg's media loop. */
final class Inbound {
    private static final int PAYLOAD_TYPES = 128;

    /** The static number of comfort noise beside 8000 Hz codecs; many send it without saying so (RFC 3389, section 4). */
    private static final int COMFORT_NOISE = 13;

    private static final int COMFORT_NOISE_CLOCK_HZ = 8_000;

    private final RtpPacket packet = new RtpPacket();
    private final Tally tally;
    private final DigitReceiver digits;
    private PacketSink sink = PacketSink.NOWHERE;
    private final DigitReceiver.Listener digitListener;
    private DigitTransport transport = DigitTransport.RFC4733;
    private @Nullable ToneListener tones;
    private @Nullable AgreedMedia media;
    private @Nullable Reception reception;
    /** The clock of each payload type that carries events, in Hz; 0 for all others. */
    private final int[] eventClockRatesHz = new int[PAYLOAD_TYPES];

    Inbound(Tally tally, LegMedia.Listener listener) {
        this.tally = tally;
        digitListener = new DigitReceiver.Listener() {
            @Override
            public void pressed(char digit) {
                sink.pressed(digit);
            }

            @Override
            public void released(char digit, int durationMillis) {
                sink.released(digit, durationMillis);
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

    void configure(AgreedMedia agreed) {
        if (media == null || media.codec().clockRateHz() != agreed.codec().clockRateHz()) {
            reception = new Reception(agreed.codec().clockRateHz());
        }
        if (transport == DigitTransport.INBAND && (media == null || media.codec() != agreed.codec())) {
            close();
            tones = new ToneListener(agreed.codec(), digitListener);
        }
        media = agreed;
        Arrays.fill(eventClockRatesHz, 0);
        agreed.events()
                .forEach(events -> eventClockRatesHz[events.payloadTypes().receive()] = events.clockRateHz());
    }

    void to(PacketSink next) {
        sink = next;
    }

    /** Takes a datagram in; false when it is no packet of the agreed stream. */
    boolean packet(ByteBuffer datagram, long nowNanos) {
        AgreedMedia agreed = media;
        Reception counting = reception;
        if (agreed == null || counting == null || !packet.wrap(datagram)) {
            tally.dropped();
            return false;
        }
        int payloadType = packet.payloadType();
        if (!agreedOn(agreed, payloadType)) {
            foreign(counting, nowNanos);
            return false;
        }
        if (!agreed.remoteDirection().sends() || !counting.arrived(packet, nowNanos)) {
            tally.dropped();
            return false;
        }
        tally.received();
        deliver(payloadType, nowNanos);
        return true;
    }

    private boolean agreedOn(AgreedMedia agreed, int payloadType) {
        return payloadType == agreed.payloadTypes().receive()
                || eventClockRatesHz[payloadType] != 0
                || (payloadType == COMFORT_NOISE && agreed.codec().clockRateHz() == COMFORT_NOISE_CLOCK_HZ);
    }

    /** A payload type nobody agreed on: refused, but its number in the sequence is no loss. */
    private void foreign(Reception counting, long nowNanos) {
        tally.dropped();
        if (counting.started() && packet.ssrc() == counting.ssrc() && counting.arrived(packet, nowNanos)) {
            sink.other(packet);
        }
    }

    private void deliver(int payloadType, long nowNanos) {
        int eventClockRateHz = eventClockRatesHz[payloadType];
        if (eventClockRateHz != 0) {
            sink.other(packet);
            if (!digits.packet(packet, eventClockRateHz, nowNanos)) {
                tally.dropped();
            }
        } else if (payloadType == COMFORT_NOISE) {
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

    @Nullable AgreedMedia media() {
        return media;
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
