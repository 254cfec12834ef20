package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.rtcp.NtpClock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Makes a call with itself through the real pipeline, so that the just-in-time compiler has seen it before the first one. */
public final class WarmUp {
    private static final int FRAMES = 500;
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int PAYLOAD_TYPE = 96;

    private WarmUp() {}

    /**
     * What the synthetic call was.
     *
     * @param path as its conference describes it
     * @param packetsOne heard by one leg
     * @param packetsOther heard by the other
     */
    public record Rehearsal(String path, long packetsOne, long packetsOther) {}

    /** Runs the synthetic call; some tens of milliseconds. Any thread but a media loop. */
    public static Rehearsal run(NtpClock clock) {
        CodecName last = Codecs.available().get(Codecs.available().size() - 1);
        LoopedTransport left = new LoopedTransport();
        LoopedTransport right = new LoopedTransport();
        LegMedia one = leg(left, CodecName.PCMU, clock);
        LegMedia other = leg(right, last, clock);
        left.receiver = Optional.of(one);
        right.receiver = Optional.of(other);
        ConferenceMedia call = new ConferenceMedia();
        call.member(one, () -> {}).join();
        call.member(other, () -> {}).join();
        for (int frame = 1; frame <= FRAMES; frame++) {
            left.nowNanos = frame * FRAME_NANOS;
            right.nowNanos = frame * FRAME_NANOS;
            call.tick(frame * FRAME_NANOS);
            one.tick(frame * FRAME_NANOS);
            other.tick(frame * FRAME_NANOS);
        }
        Rehearsal rehearsal = new Rehearsal(
                call.describe(), one.tally().packetsIn(), other.tally().packetsIn());
        call.close();
        return rehearsal;
    }

    private static LegMedia leg(RtpTransport transport, CodecName codec, NtpClock clock) {
        LegMedia leg = new LegMedia(transport, PAYLOAD_TYPE, new Tally(new Tally.Sums()), new Deaf(), clock);
        InetSocketAddress nowhere = new InetSocketAddress(0);
        leg.configure(
                Stream.audio(
                        new Format(codec, new PayloadTypes(PAYLOAD_TYPE, PAYLOAD_TYPE)),
                        new PlainRemote(nowhere, nowhere)),
                FRAME_NANOS);
        return leg;
    }

    /** Whatever a leg sends, it receives. */
    private static final class LoopedTransport implements RtpTransport {
        private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        private Optional<LegMedia> receiver = Optional.empty();
        private long nowNanos;

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
            return receiver.isPresent() && receiver.get().rtp(rtp, nowNanos);
        }

        @Override
        public boolean sendControl(ByteBuffer rtcp) {
            return receiver.isPresent() && receiver.get().rtcp(rtcp, nowNanos);
        }
    }

    /** Has nobody to tell. */
    private static final class Deaf implements LegMedia.Listener {
        @Override
        public void connected() {
            // Nobody to tell.
        }

        @Override
        public void digit(char digit, int durationMillis) {
            // Nobody to tell.
        }

        @Override
        public void silent(String reason) {
            // Nobody to tell.
        }

        @Override
        public void heardAgain() {
            // Nobody to tell.
        }
    }
}
