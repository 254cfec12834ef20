package dev.tandem.media.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.rtp.Packets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One received stream under what networks and clocks do to it; simulated, no time passes. */
class PlayoutTest {
    private static final long MILLI = 1_000_000L;
    private static final long FRAME = ReceivedStream.FRAME_NANOS;
    private static final int TONE_HZ = 220;

    /** What the tone itself bends, and what its coding adds. */
    private static final int TONE_BEND = (int) (8_000 * Math.pow(2 * Math.PI * TONE_HZ / 8_000.0, 2)) + 700;

    private final ReceivedStream stream = new ReceivedStream(PlayoutTest::tone);

    private static double tone(int sample) {
        return 8_000 * Math.sin(2 * Math.PI * TONE_HZ * sample / 8_000.0);
    }

    @Test
    void anEvenStreamIsPlayedAtOnceAndStaysShallow() {
        stream.run(500, n -> n * FRAME + 5 * MILLI);

        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(20);
        assertThat(stream.playout.concealedSamples()).isLessThanOrEqualTo(160);
        assertThat(stream.largestBend(800)).isLessThan(TONE_BEND);
    }

    @Test
    void anHourOfASendersClockRunningFastHasNoClickAndNoGrowingDelay() {
        stream.run(180_000, n -> (long) (n * FRAME * (1 - 200e-6)) + 5 * MILLI + 36_000 * 20_000L);

        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(60);
        assertThat(stream.playout.buffer().overflows()).isZero();
        assertThat(stream.largestBend(40_000)).isLessThan(TONE_BEND);
    }

    @Test
    void anHourOfASendersClockRunningSlowHasNoClickAndIsNeverRunDryForLong() {
        stream.run(180_000, n -> (long) (n * FRAME * (1 + 200e-6)) + 5 * MILLI);

        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(60);
        assertThat(stream.largestBend(40_000)).isLessThan(TONE_BEND);
        assertThat(stream.playout.concealedSamples())
                .as("720 ms are missing in an hour, a little more is invented")
                .isBetween(5_000L, 16_000L);
    }

    @Test
    void theLatencyOfAStallIsGoneTwoSecondsAfterItsEndWithoutAClick() {
        for (int stallMillis : new int[] {200, 500, 1_000}) {
            ReceivedStream stalled = new ReceivedStream(PlayoutTest::tone);
            int first = 500;
            long endNanos = first * FRAME + stallMillis * MILLI;
            stalled.run(
                    first + stallMillis / 20 + 100,
                    n -> n < first ? n * FRAME + MILLI : Math.max(endNanos, n * FRAME + MILLI));
            assertThat(stalled.playout.delayMillis())
                    .as("two seconds after a stall of %d ms", stallMillis)
                    .isLessThanOrEqualTo(60);
            assertThat(stalled.largestBend(800)).isLessThan(TONE_BEND + 500);
        }
    }

    @Test
    void jitterIsRiddenOutOnceItIsKnown() {
        Random random = new Random(7);
        ReceivedStream.Arrival uneven = n -> n * FRAME + (long) (random.nextDouble() * 60 * MILLI);
        stream.run(300, uneven);
        long before = stream.playout.concealedSamples();
        stream.run(2_000, uneven);

        assertThat(stream.playout.concealedSamples() - before)
                .as("of 320 000 samples")
                .isLessThan(3_200);
        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(140);
        assertThat(stream.largestBend(60_000)).isLessThan(TONE_BEND + 500);
    }

    @Test
    void depthShrinksAgainWhenTheNetworkCalmsDown() {
        Random random = new Random(7);
        stream.run(500, n -> n * FRAME + (long) (random.nextDouble() * 90 * MILLI));
        stream.run(500, n -> n * FRAME + MILLI);

        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(60);
    }

    @Test
    void lossIsHiddenWithoutAClick() {
        Random random = new Random(3);
        stream.run(1_000, n -> random.nextDouble() < 0.05 ? ReceivedStream.NEVER : n * FRAME + MILLI);

        assertThat(stream.playout.concealedSamples()).isBetween(30L * 160, 90L * 160);
        assertThat(stream.largestBend(800)).isLessThan(TONE_BEND + 500);
        assertThat(stream.playout.delayMillis()).isLessThanOrEqualTo(60);
    }

    @Test
    void comfortNoiseIsHeardInThePauseAtTheLevelThatWasSaid() {
        Playout playout = new Playout(CodecName.PCMU, 8_000);
        playout.buffer().putNoise(Packets.of(13, false, 1, 0, 7, (byte) 40));
        short[] frame = new short[160];
        double energy = 0;
        for (int i = 0; i < 100; i++) {
            playout.read(frame);
            for (short sample : frame) {
                energy += (double) sample * sample;
            }
        }
        double decibels = 10 * Math.log10(energy / 16_000 / (32_768.0 * 32_768));
        assertThat(decibels).isBetween(-41.0, -39.0);
    }

    @Test
    void aNewSourceInTheMiddleOfSpeechDoesNotClick() {
        Playout playout = new Playout(CodecName.PCMU, 8_000);
        byte[] loud = new byte[160];
        byte[] low = new byte[160];
        java.util.Arrays.fill(loud, (byte) 0x80);
        java.util.Arrays.fill(low, (byte) 0x00);
        short[] frame = new short[160];
        int last = 0;
        int largest = 0;
        for (int n = 0; n < 40; n++) {
            boolean second = n >= 20;
            playout.put(
                    Packets.of(0, false, second ? n + 9_000 : n, n * 160, second ? 8 : 7, second ? low : loud),
                    n * FRAME);
            playout.read(frame);
            for (int i = 0; n > 1 && i < frame.length; i++) {
                largest = Math.max(largest, Math.abs(frame[i] - last));
                last = frame[i];
            }
            last = frame[159];
        }
        assertThat(largest)
                .as("from one rail to the other, but not in one step")
                .isBetween(500, 6_000);
        assertThat(frame[0]).isLessThan((short) -30_000);
    }
}
