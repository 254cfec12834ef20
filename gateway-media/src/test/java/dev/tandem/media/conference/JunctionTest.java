package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.media.Correlation;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtp.RtpPacket;
import dev.tandem.media.sdp.Direction;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Media between two, in memory, with a manual clock: every run is the same. */
class JunctionTest {
    private static final int SECOND = 8_000;
    private static final IntToDoubleFunction LEFT = Signals.voice(110);
    private static final IntToDoubleFunction RIGHT = Signals.voice(173);

    @Test
    void likeCodecsAreRelayedAsTheyAre() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());

        assertThat(world.call.describe()).isEqualTo("PCMU -> relay -> PCMU | PCMU -> relay -> PCMU");
        assertThat(Correlation.median(world.right.heard, SECOND, LEFT)).isGreaterThan(0.99);
        assertThat(Correlation.median(world.left.heard, SECOND, RIGHT)).isGreaterThan(0.99);
        assertThat(world.leftLeg.tally().packetsIn()).isEqualTo(world.fromLeft.sent);
        assertThat(world.leftLeg.tally().lost()).isZero();
        assertThat(world.leftHeard.connected).isEqualTo(1);
    }

    @Test
    void unlikeCodecsAreTranscoded() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.OPUS, LossyLink.perfect());

        assertThat(world.call.describe())
                .isEqualTo("PCMU(8000) -> jitter buffer -> OPUS(8000) | OPUS(8000) -> jitter buffer -> PCMU(8000)");
        assertThat(Correlation.median(world.right.heard, SECOND, LEFT)).isGreaterThan(0.85);
        assertThat(Correlation.median(world.left.heard, SECOND, RIGHT)).isGreaterThan(0.85);
    }

    @Test
    void aWidebandTrunkAndABrowserLoseNothingBetweenThem() {
        MediaWorld world = talking(CodecName.G722, CodecName.OPUS, LossyLink.perfect());
        assertThat(world.call.describe())
                .isEqualTo("G722(16000) -> jitter buffer -> OPUS(16000) | OPUS(16000) -> jitter buffer -> G722(16000)");
        assertThat(Correlation.median(world.right.heard, SECOND, LEFT)).isGreaterThan(0.85);
    }

    @Test
    void codecsOfDifferentFixedRatesMeetInAResampler() {
        MediaWorld world = talking(CodecName.L16_16000, CodecName.PCMU, LossyLink.perfect());
        assertThat(world.call.describe()).startsWith("L16_16000(16000) -> jitter buffer -> PCMU(8000)");
        assertThat(Correlation.median(world.right.heard, SECOND, LEFT)).isGreaterThan(0.95);
        assertThat(Correlation.median(world.left.heard, SECOND, RIGHT)).isGreaterThan(0.95);
    }

    @Test
    void speechSurvivesALossyReorderingRepeatingNetworkAndTheFiguresAreExact() {
        LossyLink rough = new LossyLink(11, 0.05, 0.02, 45);
        MediaWorld world = talking(CodecName.PCMU, CodecName.OPUS, rough);

        assertThat(Correlation.median(world.right.heard, 2 * SECOND, LEFT)).isGreaterThan(0.7);
        assertThat(rough.lost).isGreaterThan(5);
        assertThat(world.leftLeg.tally().lossPercent()).isBetween(1.0, 8.0);
        assertThat(world.leftLeg.tally().jitterMillis()).isBetween(5.0, 45.0);
        assertThat(world.left.media.tally().remoteLossPercent())
                .as("our reports tell the phone")
                .isPositive();
        assertThat(world.left.media.tally().roundTripMillis()).isBetween(10.0, 120.0);
    }

    @Test
    void aBrowserThatReportsLossGetsOpusWithRedundancyAndOneThatDoesNotGetsNone() {
        LossyLink rough = new LossyLink(7, 0.1, 0, 0);
        LossyLink smooth = LossyLink.perfect();
        // A report is due every five seconds or so.
        assertThat(redundant(rough, 0, 1_000)).as("before any report").isZero();
        assertThat(redundant(rough, 12_000, 4_000)).as("of 200").isGreaterThan(60);
        assertThat(redundant(smooth, 12_000, 4_000)).isZero();
    }

    /** How many packets of a time carry the frame before once more, once the call has lasted for another. */
    private static int redundant(LossyLink toBrowser, int afterMillis, int forMillis) {
        MediaWorld world = new MediaWorld(CodecName.PCMU, CodecName.OPUS, LossyLink.perfect(), toBrowser);
        world.left.says = LEFT;
        world.run(afterMillis);
        AtomicInteger redundant = new AtomicInteger();
        toBrowser.watching = packet -> redundant.addAndGet(hasRedundancy(packet) ? 1 : 0);
        world.run(forMillis);
        return redundant.get();
    }

    /** RFC 6716, sections 3.1 and 4.2.4: below configuration 16 it is SILK, whose second bit says so. */
    private static boolean hasRedundancy(ByteBuffer rtp) {
        RtpPacket packet = new RtpPacket();
        byte[] payload = new byte[1_500];
        assertThat(packet.wrap(rtp.duplicate())).isTrue();
        packet.copyPayload(payload);
        return (payload[0] & 0xFF) >> 3 < 16 && (payload[1] & 0x40) != 0;
    }

    @Test
    void digitsCrossBetweenDifferentClocksAndThroughLoss() {
        MediaWorld world = new MediaWorld(CodecName.OPUS, CodecName.PCMU, new LossyLink(5, 0.2, 0.1, 15));
        for (char digit : "147*#".toCharArray()) {
            world.left.pressing = digit;
            world.run(700);
        }
        world.right.pressing = '9';
        world.run(700);

        assertThat(world.right.digits).hasToString("147*#");
        assertThat(world.leftHeard.digits).hasToString("147*#");
        assertThat(world.leftHeard.durations)
                .allSatisfy(millis -> assertThat(millis).isBetween(60, 120));
        assertThat(world.left.digits).hasToString("9");
    }

    @Test
    void aLegOnHoldGetsNothingAndTheOtherGetsSilenceUntilSpeechResumes() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());
        long toLeft = world.leftLeg.tally().packetsOut();
        long toRight = world.rightLeg.tally().packetsOut();

        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.INACTIVE), world.nowNanos);
        world.run(2_000);
        assertThat(world.leftLeg.tally().packetsOut()).isEqualTo(toLeft);
        assertThat(world.rightLeg.tally().packetsOut() - toRight)
                .as("the far stream is kept alive")
                .isBetween(85L, 101L);

        int resumedAt = world.right.heardSamples;
        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV), world.nowNanos);
        world.run(2_500);
        assertThat(world.leftLeg.tally().packetsOut()).isGreaterThan(toLeft + 100);
        assertThat(loudest(world.right.heard, resumedAt, resumedAt + 2_000)).isGreaterThan(1_000);
        assertThat(world.right.media.tally().lost()).as("no number was skipped").isZero();
    }

    @Test
    void aLegMayChangeItsCodecInTheMiddleOfTheCall() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());

        world.rightLeg.configure(MediaWorld.agreed(CodecName.PCMA, Direction.SENDRECV), world.nowNanos);
        world.right.media.configure(MediaWorld.agreed(CodecName.PCMA, Direction.SENDRECV), world.nowNanos);
        int changedAt = world.right.heardSamples;
        world.run(3_000);

        assertThat(world.call.describe()).startsWith("PCMU(8000) -> jitter buffer -> PCMA(8000)");
        assertThat(loudest(world.right.heard, changedAt + 2_000, changedAt + 10_000))
                .isGreaterThan(1_000);
        assertThat(world.right.media.tally().lost()).isZero();
    }

    @Test
    void aPeerThatFallsSilentIsReportedOnceButNotWhileItHoldsAndSoIsItsReturn() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());
        world.leftLeg.silentAfter(30_000_000_000L);
        world.left.media.configure(MediaWorld.agreed(CodecName.PCMU, Direction.INACTIVE), world.nowNanos);
        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.INACTIVE), world.nowNanos);
        world.run(40_000);
        assertThat(world.leftHeard.silent).isZero();

        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDRECV), world.nowNanos);
        for (int i = 0; i < 40; i++) {
            // Its reports would keep it alive; so the link is cut.
            world.fromLeft.to(world.rightLeg);
            world.run(1_000);
        }
        assertThat(world.leftHeard.silent).isEqualTo(1);
        assertThat(world.leftHeard.heardAgain).isZero();

        world.leftLeg.configure(MediaWorld.agreed(CodecName.PCMU, Direction.SENDONLY), world.nowNanos);
        assertThat(world.leftHeard.heardAgain).as("its signalling is alive").isEqualTo(1);
    }

    @Test
    void aPeerThatNeverSpokeFallsSilentTooAndNoneDoesWhereNoTimeIsSet() {
        for (int seconds : new int[] {0, 30}) {
            MediaWorld world = new MediaWorld(CodecName.PCMU, CodecName.PCMU, LossyLink.perfect());
            world.leftLeg.silentAfter(seconds * 1_000_000_000L);
            for (int i = 0; i < 40; i++) {
                world.fromLeft.to(world.rightLeg);
                world.run(1_000);
            }
            assertThat(world.leftHeard.silent).isEqualTo(seconds == 0 ? 0 : 1);
        }
    }

    @Test
    void randomDatagramsAreCountedAndChangeNothing() {
        MediaWorld world = talking(CodecName.PCMU, CodecName.OPUS, LossyLink.perfect());
        Random random = new Random(3);
        long before = world.leftLeg.tally().packetsIn() + world.leftLeg.tally().droppedPackets();
        for (int i = 0; i < 5_000; i++) {
            byte[] octets = new byte[random.nextInt(80)];
            random.nextBytes(octets);
            if (octets.length > 1) {
                octets[0] = i % 2 == 0 ? (byte) (0x80 | (octets[0] & 0x3F)) : octets[0];
                // No digits: those would be said on, as they should, and keep the line busy.
                octets[1] = (octets[1] & 0x7F) == 101 ? 0 : octets[1];
            }
            world.leftLeg.rtp(ByteBuffer.wrap(octets), world.nowNanos);
            world.leftLeg.rtcp(ByteBuffer.wrap(octets), world.nowNanos);
        }
        assertThat(world.leftLeg.tally().packetsIn() + world.leftLeg.tally().droppedPackets())
                .isGreaterThan(before + 5_000);
        world.run(1_000);
        assertThat(loudest(world.right.heard, world.right.heardSamples - 4_000, world.right.heardSamples))
                .isGreaterThan(1_000);
    }

    @Test
    void aPacketAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LoopbackPair pair = new LoopbackPair();
        pair.run(2_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        pair.run(5_000);
        long octets = threads.getCurrentThreadAllocatedBytes() - before;

        // 5000 frames both ways are 20 000 packet steps; a report every few seconds is allowed its records.
        assertThat(octets / 20_000).as("octets a packet").isLessThan(8);
    }

    private static MediaWorld talking(CodecName left, CodecName right, LossyLink fromLeft) {
        MediaWorld world = new MediaWorld(left, right, fromLeft);
        world.left.says = LEFT;
        world.right.says = RIGHT;
        world.run(4_000);
        return world;
    }

    private static int loudest(short[] samples, int from, int to) {
        int loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }
}
