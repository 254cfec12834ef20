package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameDecoder;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Transport;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A conference and the far ends of its legs, in memory, with a manual clock: each far end sends every 20 ms at a moment of
 * its own, and keeps every packet it is sent.
 */
final class ConferenceWorld {
    static final long MILLI = 1_000_000L;
    private static final int TICK_MILLIS = 14;
    private static final int TONE_HZ = 500;
    private static final byte LOUD = 0x10;

    final ConferenceMedia media = new ConferenceMedia();
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final List<Peer> peers = new ArrayList<>();
    long nowNanos = 1_000 * MILLI;

    private record Underway(long atNanos, ByteBuffer rtp) {}

    /** A packet that a far end was sent. */
    record Received(long atNanos, int payloadType, int sequence, int timestamp, int ssrc, ByteBuffer payload) {}

    /** Lets the world go on, a millisecond at a time. */
    void run(int millis) {
        for (int i = 0; i < millis; i++) {
            nowNanos += MILLI;
            int at = (int) (nowNanos / MILLI % 20);
            peers.forEach(peer -> peer.at(at));
            if (at == TICK_MILLIS) {
                media.tick(nowNanos);
                peers.forEach(peer -> peer.leg.tick(nowNanos));
            }
        }
    }

    /** A far end with our leg to it, which has agreed on a codec and is in nothing yet. */
    Peer peer(CodecName codec, int sendsAtMillis) {
        Peer peer = new Peer(codec, sendsAtMillis, peers.size() + 1);
        peers.add(peer);
        peer.agree(codec, Direction.SENDRECV);
        return peer;
    }

    /** One that has agreed on nothing yet. */
    Peer stranger(int sendsAtMillis) {
        Peer peer = new Peer(CodecName.PCMU, sendsAtMillis, peers.size() + 1);
        peers.add(peer);
        return peer;
    }

    /** A far end: PCMU of it is random and loud, each packet unlike all others; anything else is a tone. */
    final class Peer implements RtpTransport {
        final List<Received> received = new ArrayList<>();
        final List<ByteBuffer> sent = new ArrayList<>();
        final MediaWorld.Heard heard = new MediaWorld.Heard();
        final LegMedia leg;
        final MemberMedia member;
        boolean talks = true;
        private CodecName codec;
        private final int sendsAtMillis;
        private final int id;
        private final ByteBuffer packet = ByteBuffer.allocate(2_048);
        private FrameEncoder encoder = Codecs.encoder(CodecName.PCMU);
        private final PriorityQueue<Underway> underway =
                new PriorityQueue<>(Comparator.comparingLong(Underway::atNanos));
        private Random jitter = new Random(0);
        private int jitterMillis;
        private int lateMillis;
        private int level = RtpPacket.NO_LEVEL;
        private int digitFrames;
        private int digitTimestamp;
        private int sequence = 65_500;
        private int timestamp = 7;

        Peer(CodecName codec, int sendsAtMillis, int id) {
            this.codec = codec;
            this.sendsAtMillis = sendsAtMillis;
            this.id = id;
            leg = new LegMedia(this, 0x1111_0000 + id, new Tally(new Tally.Sums()), heard, clock);
            member = media.member(leg, () -> {});
        }

        /** Agrees on a codec, and speaks it from its next packet on. */
        void agree(CodecName next, Direction direction) {
            codec = next;
            encoder = Codecs.encoder(codec, codec.sampleRateHz(16_000), 20);
            leg.configure(MediaWorld.agreed(codec, direction), nowNanos);
        }

        /** Its packets say from now on that they are so loud (RFC 6464). */
        void level(int decibelsBelow) {
            level = decibelsBelow;
            Stream media = agreed();
            leg.configure(
                    new Stream(
                            media.kind(),
                            media.remoteDirection(),
                            media.codecs(),
                            media.events(),
                            media.packetMillis(),
                            new Transport(media.remote(), media.sdes(), OptionalInt.of(1))),
                    nowNanos);
        }

        /** Its packets take up to so much longer than the quickest, in whatever order they were sent. */
        void jitter(int seed, int millis) {
            jitter = new Random(seed);
            jitterMillis = millis;
        }

        /** Its next packet takes so much longer than the others. */
        void late(int millis) {
            lateMillis = millis;
        }

        /** Presses a digit for so many frames, from its next packet on. */
        void press(int frames) {
            digitFrames = frames;
            digitTimestamp = timestamp;
        }

        private void at(int millis) {
            while (!underway.isEmpty() && underway.peek().atNanos() <= nowNanos) {
                leg.rtp(underway.remove().rtp(), nowNanos);
            }
            if (millis != sendsAtMillis || !talks) {
                return;
            }
            if (digitFrames > 0) {
                event();
                return;
            }
            byte[] payload = payload();
            sent.add(ByteBuffer.wrap(payload));
            send(agreed().payloadTypes().receive(), timestamp, payload);
        }

        private void event() {
            int ticks = codec.frameTicks();
            int duration = timestamp - digitTimestamp + ticks;
            boolean last = --digitFrames == 0;
            send(agreed().events().get(0).payloadTypes().receive(), digitTimestamp, new byte[] {
                5, (byte) (last ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration
            });
        }

        private void send(int payloadType, int at, byte[] payload) {
            ByteBuffer rtp = ByteBuffer.allocate(RtpPacket.HEADER_OCTETS + 8 + payload.length);
            RtpPacket.writeHeader(rtp, payloadType, false, sequence, at, id);
            if (level != RtpPacket.NO_LEVEL) {
                rtp.put(0, (byte) (rtp.get(0) | 0x10));
                rtp.putInt(0xBEDE_0001).put((byte) 0x10).put((byte) level).putShort((short) 0);
            }
            rtp.put(payload).flip();
            sequence = (sequence + 1) & 0xFFFF;
            timestamp += codec.frameTicks();
            int delayMillis = lateMillis + (jitterMillis == 0 ? 0 : jitter.nextInt(jitterMillis));
            lateMillis = 0;
            if (delayMillis == 0) {
                leg.rtp(rtp, nowNanos);
            } else {
                underway.add(new Underway(nowNanos + delayMillis * MILLI, rtp));
            }
        }

        private Stream agreed() {
            return MediaWorld.agreed(codec, Direction.SENDRECV);
        }

        private byte[] payload() {
            if (codec == CodecName.PCMU) {
                return noise();
            }
            byte[] payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
            return Arrays.copyOf(payload, encoder.encode(tone(encoder.sampleRateHz()), payload));
        }

        private short[] tone(int sampleRateHz) {
            short[] frame = new short[sampleRateHz / 50];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (8_000
                        * Math.sin(2 * Math.PI * TONE_HZ * (i + (long) sent.size() * frame.length) / sampleRateHz));
            }
            return frame;
        }

        private byte[] noise() {
            Random random = new Random(id * 1_000_000L + sent.size());
            byte[] payload = new byte[CodecName.FRAME_SAMPLES];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) (0x40 + random.nextInt(0x20) + (random.nextBoolean() ? 0x80 : 0));
            }
            // No period of it is like the next, so that playout does not make it longer or shorter.
            payload[0] = LOUD;
            return payload;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public ByteBuffer packet() {
            return packet.clear();
        }

        @Override
        public boolean send(ByteBuffer rtp) {
            RtpPacket seen = new RtpPacket();
            seen.wrap(rtp);
            byte[] payload = new byte[seen.payloadLength()];
            seen.copyPayload(payload);
            received.add(new Received(
                    nowNanos,
                    seen.payloadType(),
                    seen.sequence(),
                    seen.timestamp(),
                    seen.ssrc(),
                    ByteBuffer.wrap(payload)));
            return true;
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            return true;
        }

        /** What it hears from a time on, put together by timestamps as a far end would, at 8 kHz or the rate of its codec. */
        short[] heardSince(long sinceNanos) {
            List<Received> packets = received.stream()
                    .filter(packet ->
                            packet.atNanos() >= sinceNanos && packet.payload().limit() > 4)
                    .toList();
            int rate = codec.sampleRateHz(16_000);
            int first = packets.get(0).timestamp();
            int ticks = packets.get(packets.size() - 1).timestamp() - first + codec.frameTicks();
            short[] heard = new short[(int) ((long) ticks * rate / codec.clockRateHz())];
            try (FrameDecoder decoder = Codecs.decoder(codec, rate)) {
                short[] frame = new short[CodecName.packetSamplesMax(rate)];
                for (Received packet : packets) {
                    int samples = decoder.decode(
                            packet.payload().array(), packet.payload().limit(), frame);
                    int at = (int) ((long) (packet.timestamp() - first) * rate / codec.clockRateHz());
                    System.arraycopy(frame, 0, heard, at, Math.min(samples, heard.length - at));
                }
            }
            return heard;
        }

        int sampleRateHz() {
            return codec.sampleRateHz(16_000);
        }
    }
}
