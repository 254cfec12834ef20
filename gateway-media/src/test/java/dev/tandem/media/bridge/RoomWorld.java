package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A conference and telephones around it, in memory, with a manual clock; phones work at another moment of each frame. */
final class RoomWorld {
    private static final long FRAME_NANOS = 20_000_000L;
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final List<Phone> phones = new ArrayList<>();
    final Room room = new Room();
    long nowNanos = 1_000_000_000L;

    /** A telephone that is in the conference as soon as it is made. */
    Phone phone(CodecName codec) {
        Phone phone = new Phone(codec);
        phones.add(phone);
        phone.seat.open();
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
            room.tick(nowNanos);
            phones.forEach(phone -> phone.leg.tick(nowNanos));
        }
    }

    /** A telephone: its own end, and our leg to it. */
    final class Phone implements Voice {
        private final Cable toPhone = new Cable();
        private final Cable fromPhone = new Cable();
        private final LegMedia set = leg(fromPhone, 1 + 2 * phones.size());
        final LegMedia leg = leg(toPhone, 2 + 2 * phones.size());
        final Junction junction = new Junction(set, this, () -> {});
        final Seat seat = room.seat(leg, () -> {});
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
            junction.open();
        }

        void agree(CodecName codec) {
            set.configure(MediaWorld.agreed(codec, Direction.SENDRECV), nowNanos);
            leg.configure(MediaWorld.agreed(codec, Direction.SENDRECV), nowNanos);
        }

        void tick() {
            junction.tick(nowNanos);
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

    private LegMedia leg(Wire wire, int ssrc) {
        return new LegMedia(wire, ssrc, new Tally(new Tally.Sums()), new MediaWorld.Heard(), clock);
    }

    /** Delivers at once. */
    private final class Cable implements Wire {
        private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        private LegMedia receiver;

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
            return receiver.rtp(rtp, nowNanos);
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            return receiver.rtcp(rtcp, nowNanos);
        }
    }
}
