package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Transport;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/** A conference and telephones around it, in memory, with a manual clock; phones work at another moment of each frame. */
final class RoomWorld {
    private static final long FRAME_NANOS = 20_000_000L;
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final List<Phone> phones = new ArrayList<>();
    final ConferenceMedia conference = new ConferenceMedia(Integer.MAX_VALUE);
    final Room room = conference.room();
    long nowNanos = 1_000_000_000L;

    /** A telephone that is in the conference as soon as it is made. */
    Phone phone(CodecName codec) {
        Phone phone = new Phone(codec);
        phones.add(phone);
        phone.member.join();
        return phone;
    }

    List<Phone> phones() {
        return phones;
    }

    void run(int millis) {
        for (int frame = 0; frame < millis / 20; frame++) {
            nowNanos += FRAME_NANOS / 2;
            phones.forEach(Phone::tick);
            nowNanos += FRAME_NANOS / 2;
            conference.tick(nowNanos);
            phones.forEach(phone -> phone.leg.tick(nowNanos));
        }
    }

    /** A telephone: its own end, and our leg to it. */
    final class Phone implements Voice {
        private final Cable toPhone = new Cable();
        private final Cable fromPhone = new Cable();
        private final LegMedia set = leg(fromPhone, 1 + 2 * phones.size());
        final LegMedia leg = leg(toPhone, 2 + 2 * phones.size());
        final LegVoice far = new LegVoice(set, this, () -> {});
        final MemberMedia member = conference.member(leg, () -> {});
        final StringBuilder digits = new StringBuilder();
        final short[] heard = new short[16_000 * 30];
        final int sampleRateHz;
        int heardSamples;
        int spoken;
        char pressing;
        IntToDoubleFunction says = sample -> 0;

        Phone(CodecName codec) {
            sampleRateHz = codec.sampleRateHz(16_000);
            toPhone.receiver = set;
            fromPhone.receiver = leg;
            agree(codec);
            far.open();
        }

        void agree(CodecName codec) {
            set.configure(MediaWorld.agreed(codec, Direction.SENDRECV), nowNanos);
            leg.configure(MediaWorld.agreed(codec, Direction.SENDRECV), nowNanos);
        }

        /** Its packets say from now on that they are so loud, in an RFC 6464 header extension. */
        void level(int decibelsBelow) {
            fromPhone.level = decibelsBelow;
            Stream media = MediaWorld.agreed(CodecName.OPUS, Direction.SENDRECV);
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

        void tick() {
            far.tick(nowNanos);
            set.tick(nowNanos);
        }

        @Override
        public int sampleRateHz() {
            return sampleRateHz;
        }

        @Override
        public void read(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) says.applyAsDouble(spoken++);
            }
        }

        @Override
        public void write(short[] frame, long now) {
            int kept = Math.min(frame.length, heard.length - heardSamples);
            System.arraycopy(frame, 0, heard, heardSamples, kept);
            heardSamples += kept;
        }

        /** The loudest sample heard from here on until {@code millis} have passed. */
        int loudestIn(int millis) {
            int from = heardSamples;
            run(millis);
            int loudest = 0;
            for (int i = from; i < heardSamples; i++) {
                loudest = Math.max(loudest, Math.abs(heard[i]));
            }
            return loudest;
        }

        @Override
        public void digit(char digit) {
            digits.append(digit);
        }

        @Override
        public char press() {
            char pressed = pressing;
            pressing = 0;
            return pressed;
        }

        @Override
        public String describe() {
            return "phone";
        }
    }

    private LegMedia leg(RtpTransport transport, int ssrc) {
        return new LegMedia(transport, ssrc, new Tally(new Tally.Sums()), new MediaWorld.Heard(), clock);
    }

    /** Delivers at once. */
    private final class Cable implements RtpTransport {
        private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        private final ByteBuffer extended = ByteBuffer.allocateDirect(2_048);
        private LegMedia receiver;
        private int level = RtpPacket.NO_LEVEL;

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
            return receiver.rtp(level == RtpPacket.NO_LEVEL ? rtp : extended(rtp), nowNanos);
        }

        private ByteBuffer extended(ByteBuffer rtp) {
            extended.clear();
            extended.put((byte) (rtp.get() | 0x10));
            for (int i = 1; i < RtpPacket.HEADER_OCTETS; i++) {
                extended.put(rtp.get());
            }
            extended.putInt(0xBEDE_0001).put((byte) 0x10).put((byte) level).putShort((short) 0);
            return extended.put(rtp).flip();
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            return receiver.rtcp(rtcp, nowNanos);
        }
    }
}
