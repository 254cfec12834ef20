package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.sdp.Direction;
import java.nio.ByteBuffer;

/** A transcoding call whose legs each hear what they are sent: the whole pipeline, without a network to allocate. */
final class LoopbackPair {
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final Loop left = new Loop();
    private final Loop right = new Loop();
    private final ConferenceMedia call = new ConferenceMedia();
    private long nowNanos = 1_000_000_000L;

    LoopbackPair() {
        left.leg = leg(left, CodecName.PCMU);
        right.leg = leg(right, CodecName.OPUS);
        call.member(left.leg, () -> {}).join();
        call.member(right.leg, () -> {}).join();
    }

    private LegMedia leg(RtpTransport transport, CodecName codec) {
        LegMedia leg = new LegMedia(transport, 0x5555_0005, new Tally(new Tally.Sums()), new MediaWorld.Heard(), clock);
        leg.configure(MediaWorld.agreed(codec, Direction.SENDRECV), nowNanos);
        return leg;
    }

    void run(int frames) {
        for (int i = 0; i < frames; i++) {
            nowNanos += 20_000_000L;
            call.tick(nowNanos);
            left.leg.tick(nowNanos);
            right.leg.tick(nowNanos);
        }
    }

    private final class Loop implements RtpTransport {
        private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        private LegMedia leg;

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
            return leg.rtp(rtp, nowNanos);
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            return leg.rtcp(rtcp, nowNanos);
        }
    }
}
