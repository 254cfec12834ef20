package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitSender;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.dtmf.DtmfDigits;
import dev.tandem.media.offeranswer.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The digits a leg is sent, by whatever it takes them: events, tones or signalling; tones too where its trunk wants events but
 * its description has none (RFC 4733, section 2.4). Owned by the leg's media loop; holds encoder state of tones until closed.
 */
final class SentDigits implements AutoCloseable {
    private static final int NONE = -1;

    private final LegMedia.Listener listener;
    private final DigitSender sender = new DigitSender();
    private final byte[] event = new byte[DtmfDigits.PAYLOAD_OCTETS];
    private DigitTransport transport = DigitTransport.RFC4733;
    private @Nullable ToneSpeaker tones;
    private @Nullable CodecName toneCodec;
    private int tonePacketMillis;
    private int payloadType = NONE;
    private int clockRateHz;
    private int timestamp;
    private boolean saying;

    SentDigits(LegMedia.Listener listener) {
        this.listener = listener;
    }

    void by(DigitTransport next) {
        transport = next;
    }

    /** Follows what was agreed. */
    void configure(Stream agreed) {
        payloadType =
                agreed.sentEvents().map(events -> events.payloadTypes().send()).orElse(NONE);
        clockRateHz = agreed.sentEvents().map(Stream.Events::clockRateHz).orElse(8_000);
        if (transport == DigitTransport.INFO || (transport == DigitTransport.RFC4733 && payloadType >= 0)) {
            close();
        } else {
            tones(agreed.codec(), agreed.packetMillis());
        }
    }

    private void tones(CodecName codec, int packetMillis) {
        if (tones == null || codec != toneCodec || packetMillis != tonePacketMillis) {
            close();
            tones = new ToneSpeaker(codec, packetMillis);
            toneCodec = codec;
            tonePacketMillis = packetMillis;
        }
    }

    DigitSender sender() {
        return sender;
    }

    /** Moves on by one frame; whether a digit is said in it, so that there is no room for audio. */
    boolean advance(boolean open) {
        boolean due = sender.advance();
        saying = due && open && transport != DigitTransport.INFO && (tones != null || payloadType >= 0);
        if (due && transport == DigitTransport.INFO && sender.over()) {
            listener.say(sender.digit(), sender.saidMillis());
        }
        return saying;
    }

    /** Whether a digit is being said in this frame. */
    boolean saying() {
        return saying;
    }

    /** What says it as a tone; null where it is said as an event. */
    @Nullable ToneSpeaker tones() {
        return tones;
    }

    /** Writes this frame's event packet, to be sent in a stream that has come to that timestamp. */
    byte[] event(int streamTimestamp) {
        if (sender.first()) {
            timestamp = streamTimestamp;
        }
        timestamp += sender.segment(clockRateHz);
        sender.write(event, clockRateHz);
        return event;
    }

    /** The timestamp of the event packet: that of the event's start, or of its segment. */
    int timestamp() {
        return timestamp;
    }

    int payloadType() {
        return payloadType;
    }

    @Override
    public void close() {
        if (tones != null) {
            tones.close();
            tones = null;
        }
    }
}
