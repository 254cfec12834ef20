package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.dtmf.DigitSender;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtp.JitterBuffer;
import dev.tandem.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one RTP stream a leg is sent, whatever feeds it. While a digit is said, as event or tone, audio is left out (RFC 4733,
 * section 2.6.1); while the peer does not want to receive, all is. Packets last as long as the peer asked for.
 *
 * <p>Owned by the leg's media loop.
 */
final class Outbound {
    private final RtpTransport transport;
    private final Tally tally;
    private final SentStream stream;
    private final SentDigits digits;
    private final RelayFit relay = new RelayFit();
    /** Null while payloads are packets as they are. */
    private @Nullable Packetizer packetizer;

    private @Nullable Stream media;
    private byte[] silence = new byte[0];

    Outbound(RtpTransport transport, Tally tally, int ssrc, LegMedia.Listener listener) {
        this.transport = transport;
        this.tally = tally;
        stream = new SentStream(ssrc);
        digits = new SentDigits(listener);
    }

    void configure(Stream agreed) {
        Stream before = media;
        boolean recoded = before == null || before.codec() != agreed.codec();
        if (recoded) {
            relay.end();
            stream.recode(agreed.codec());
        }
        if (recoded || before == null || before.packetMillis() != agreed.packetMillis()) {
            packets(agreed.codec(), agreed.packetMillis());
        }
        media = agreed;
        digits.configure(agreed);
    }

    private void packets(CodecName codec, int packetMillis) {
        silence = Codecs.silence(codec, packetMillis);
        packetizer = packetMillis == CodecName.FRAME_MILLIS ? null : new Packetizer(codec, packetMillis);
    }

    void digitsBy(DigitTransport means) {
        digits.by(means);
    }

    DigitSender digits() {
        return digits.sender();
    }

    int ssrc() {
        return stream.ssrc();
    }

    /** The clock of the stream sent. */
    int clockRateHz() {
        return stream.clockRateHz();
    }

    /** Whether the peer can be reached and wants anything. */
    boolean open() {
        return media != null && media.remoteDirection().receives() && transport.ready();
    }

    /** Says this frame's part of a digit if one is being said; then there is no room for audio in it. */
    boolean event(long nowNanos) {
        if (!digits.advance(open())) {
            return false;
        }
        ToneSpeaker tones = digits.tones();
        if (tones == null) {
            eventPacket(nowNanos);
        } else {
            int octets = tones.say(digits.sender());
            audio(tones.payload(), octets, nowNanos);
        }
        return true;
    }

    private void eventPacket(long nowNanos) {
        flush();
        stream.catchUp(nowNanos);
        byte[] event = digits.event(stream.timestamp());
        send(digits.payloadType(), digits.sender().first(), digits.timestamp(), event, event.length);
        sent(stream.frameTicks(), nowNanos);
    }

    /** Sends one frame's payload, or keeps it until the packet is full. */
    void audio(byte[] payload, int length, long nowNanos) {
        Stream agreed = media;
        if (agreed == null || !open()) {
            stream.pause();
            return;
        }
        Packetizer gathering = packetizer;
        if (gathering == null) {
            stream.catchUp(nowNanos);
            send(agreed.payloadTypes().send(), stream.fresh(), stream.timestamp(), payload, length);
            sent(stream.frameTicks(), nowNanos);
            return;
        }
        if (stream.framesMissed(nowNanos) > 0) {
            flush();
        }
        stream.catchUp(nowNanos);
        gathering.add(payload, length);
        stream.feed(nowNanos);
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
        send(agreed.payloadTypes().send(), stream.fresh(), stream.timestamp(), from.packet(), octets);
        sent(from.takenMillis() * stream.frameTicks() / CodecName.FRAME_MILLIS, stream.lastNanos());
    }

    /** Sends one frame of silence. */
    void silence(long nowNanos) {
        audio(silence, silence.length, nowNanos);
    }

    /** After a packet made here a stream that is passed on has to be fitted in anew. */
    private void sent(int ticks, long nowNanos) {
        stream.sent(ticks, nowNanos);
        relay.end();
    }

    private void send(int payloadType, boolean marker, int at, byte[] payload, int length) {
        ByteBuffer packet = transport.packet();
        stream.header(packet, payloadType, marker, stream.sequence(), at);
        packet.put(payload, 0, length).flip();
        transmit(packet, length);
    }

    private void transmit(ByteBuffer packet, int length) {
        if (transport.send(packet)) {
            tally.sent(length);
        } else {
            tally.dropped();
        }
    }

    /** Passes a packet of the same codec on: gaps and order as they came, numbers and clock as they are here. */
    void relay(RtpPacket source, long nowNanos) {
        Stream agreed = media;
        if (agreed == null || !open()) {
            relay.end();
            stream.pause();
            return;
        }
        if (digits.saying() || source.payloadLength() > CodecName.PAYLOAD_OCTETS_MAX) {
            relay.end();
            return;
        }
        if (!relay.continues(source, stream)) {
            relayFrom(source.ssrc(), source.sequence(), source.timestamp(), nowNanos);
        }
        if (relay.precedes(source)) {
            tally.dropped();
        } else {
            relayed(agreed, source, nowNanos);
        }
    }

    /** A stream is passed on from that packet of it on, which follows what was sent last without a step. */
    void relayFrom(int sourceSsrc, int sourceSequence, int sourceTimestamp, long nowNanos) {
        flush();
        stream.catchUp(nowNanos);
        relay.fit(sourceSsrc, sourceSequence, sourceTimestamp, stream);
    }

    private void relayed(Stream agreed, RtpPacket source, long nowNanos) {
        int sequence = relay.sequence(source);
        int timestamp = relay.timestamp(source);
        ByteBuffer packet = transport.packet();
        stream.header(packet, agreed.payloadTypes().send(), source.marker() || stream.fresh(), sequence, timestamp);
        source.putPayload(packet);
        transmit(packet.flip(), source.payloadLength());
        if (stream.sentAs(sequence, timestamp, nowNanos)) {
            relay.passed(source);
        }
    }

    /** The stream that was passed on until now is played out by this buffer from its next packet on. */
    void playOn(JitterBuffer buffer) {
        relay.playOn(buffer, stream);
    }

    /**
     * What is made here next was waiting to be sent: a step from passing packets on to sending once a frame delays them, and
     * is no pause of the speaker.
     */
    void delayed(long waitedNanos) {
        if (relay.fitted()) {
            stream.delayed(waitedNanos);
        }
    }

    /** The RTP timestamp of now, for a sender report. */
    int timestampAt(long nowNanos) {
        return stream.timestampAt(nowNanos);
    }

    /** Frees what makes tones. */
    void close() {
        digits.close();
    }
}
