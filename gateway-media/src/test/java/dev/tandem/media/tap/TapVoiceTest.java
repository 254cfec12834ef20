package dev.tandem.media.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TapVoiceTest {
    private static final int FRAME = 320;

    private final List<String> marks = new ArrayList<>();
    private final TapVoice voice =
            new TapVoice(16_000, 16_000 * 20, (name, said) -> marks.add(said ? name : name + " cleared"));

    private short[] frames(int count) {
        short[] said = new short[count * FRAME];
        short[] frame = new short[FRAME];
        for (int i = 0; i < count; i++) {
            voice.speak(frame);
            System.arraycopy(frame, 0, said, i * FRAME, FRAME);
        }
        return said;
    }

    /** Never silent: 1 to 30000, again and again. */
    private static short[] ramp(int from, int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) (1 + (from + i) % 30_000);
        }
        return sound;
    }

    private static short[] loud(int samples) {
        short[] sound = new short[samples];
        Arrays.fill(sound, (short) 10_000);
        return sound;
    }

    @Test
    void tenSecondsGivenAtOnceAreSaidWithoutGapOrDrop() {
        voice.say(ramp(0, 160_000));
        voice.mark("end");

        assertThat(frames(500)).isEqualTo(ramp(0, 160_000));
        assertThat(voice.samplesQueued()).isZero();
        assertThat(voice.samplesDropped()).isZero();
        assertThat(voice.underruns()).isZero();
    }

    @Test
    void piecesOfAnyLengthJoinWithoutASeam() {
        int given = 0;
        for (int length = 1; given + length < 32_000; length = (length * 7 + 3) % 1_000) {
            voice.say(ramp(given, length));
            given += length;
        }

        assertThat(Arrays.copyOf(frames(100), given)).isEqualTo(ramp(0, given));
    }

    @Test
    void clearingFallsSilentWithTheNextFrameAndDoesNotClick() {
        voice.say(loud(160_000));
        frames(10);

        voice.clear();
        short[] after = frames(3);

        assertThat(IntStream.range(80, after.length).map(i -> after[i])).containsOnly(0);
        for (int i = 1; i < after.length; i++) {
            assertThat(Math.abs(after[i] - after[i - 1])).isLessThan(300);
        }
        assertThat(voice.samplesQueued()).isZero();
        assertThat(voice.samplesDropped()).isZero();
    }

    @Test
    void whatIsGivenAfterClearingIsSaid() {
        voice.say(loud(160_000));
        frames(1);
        voice.clear();
        voice.say(ramp(0, FRAME));

        assertThat(frames(1)).isEqualTo(ramp(0, FRAME));
    }

    @Test
    void aMarkIsToldWhenAllBeforeItWasSaid() {
        voice.say(loud(3 * FRAME));
        voice.mark("three");
        voice.say(loud(FRAME));
        voice.mark("four");

        frames(3);
        assertThat(marks).isEmpty();
        frames(1);
        assertThat(marks).containsExactly("three");
        frames(1);
        assertThat(marks).containsExactly("three", "four");
    }

    @Test
    void aMarkWithNothingBeforeItIsToldWithTheNextFrame() {
        voice.mark("at once");
        frames(1);
        assertThat(marks).containsExactly("at once");
    }

    @Test
    void clearingTellsTheMarksOfWhatWillNotBeSaid() {
        voice.say(loud(FRAME * 10));
        voice.mark("one");
        voice.say(loud(FRAME * 10));
        voice.mark("two");
        frames(1);

        voice.clear();
        voice.mark("three");
        frames(1);

        assertThat(marks).containsExactly("one cleared", "two cleared", "three");
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() {
        voice.say(loud(16_000 * 19));
        voice.say(loud(16_000 * 3));

        assertThat(voice.samplesQueued()).isEqualTo(16_000 * 20);
        assertThat(voice.samplesDropped()).isEqualTo(16_000 * 2);
    }

    @Test
    void crumbsAreBoundedTooAndMarksThatFindNoRoomAreToldAtOnce() {
        for (int i = 0; i < TapVoice.PIECES_MAX; i++) {
            voice.say(new short[1]);
        }
        voice.say(new short[1]);
        voice.mark("no room");

        assertThat(voice.samplesDropped()).isEqualTo(1);
        assertThat(marks).containsExactly("no room cleared");
    }

    @Test
    void anEndInTheMiddleOfAWaveSinksInsteadOfClicking() {
        voice.say(loud(FRAME + 100));
        short[] said = frames(3);

        assertThat(said[FRAME + 99]).isEqualTo((short) 10_000);
        for (int i = 1; i < said.length; i++) {
            assertThat(Math.abs(said[i] - said[i - 1])).isLessThan(300);
        }
        assertThat(voice.underruns())
                .as("the end of what was said is no underrun")
                .isZero();
    }

    @Test
    void aSenderWhosePiecesComeUnevenlyIsSoonHeardWithoutInterruption() {
        Random jitter = new Random(4);
        List<Integer> arrivals = new ArrayList<>();
        int last = 0;
        for (int piece = 0; piece < 3_000; piece++) {
            // Up to 50 ms late, in order: what TCP makes of a busy network.
            last = Math.max(last, piece * 20 + jitter.nextInt(50));
            arrivals.add(last);
        }
        int given = 0;
        long underrunsEarly = 0;
        for (int now = 0; now < 3_000 * 20; now += 20) {
            while (given < arrivals.size() && arrivals.get(given) <= now) {
                voice.say(loud(FRAME));
                given++;
            }
            frames(1);
            underrunsEarly = now == 20_000 ? voice.underruns() : underrunsEarly;
        }

        assertThat(underrunsEarly).isBetween(1L, 6L);
        assertThat(voice.underruns() - underrunsEarly).isLessThanOrEqualTo(4);
        assertThat(voice.samplesDropped()).isZero();
    }

    @Test
    void whatAStallLeftWaitingOfASenderInRealTimeIsGoneWithItsNextPause() {
        for (int stalled = 0; stalled < 25; stalled++) {
            voice.say(loud(FRAME));
        }
        for (int frame = 0; frame < 200; frame++) {
            voice.say(frame < 110 ? loud(FRAME) : new short[FRAME]);
            frames(1);
            if (frame == 109) {
                assertThat(voice.samplesQueued()).as("speech is never left out").isEqualTo(25 * FRAME);
            }
        }
        for (int frame = 0; frame < 10; frame++) {
            voice.say(loud(FRAME));
            frames(1);
        }

        assertThat(voice.samplesQueued()).as("said with the next frame").isZero();
        assertThat(voice.underruns()).isZero();
    }

    @Test
    void oneStallCostsNoLatencyOnceThereWasAPause() {
        realTime(100, 10_000);
        stall();
        realTime(50, 10_000);
        realTime(200, 0);
        realTime(10, 10_000);

        assertThat(voice.samplesQueued()).as("said with the next frame").isZero();
        assertThat(voice.underruns()).isEqualTo(1);
    }

    @Test
    void aSecondStallWithinEightSecondsIsPreparedForButNotALaterOne() {
        realTime(100, 10_000);
        stall();
        realTime(500, 0);
        stall();
        realTime(250, 0);
        assertThat(voice.samplesQueued()).as("ten seconds apart").isZero();

        stall();
        realTime(250, 0);
        assertThat(voice.samplesQueued()).as("five seconds apart").isEqualTo(FRAME);
    }

    /** A sender whose pieces come in time, as loud as they are. */
    private void realTime(int count, int peak) {
        for (int frame = 0; frame < count; frame++) {
            short[] piece = new short[FRAME];
            Arrays.fill(piece, (short) peak);
            voice.say(piece);
            frames(1);
        }
    }

    /** Nothing comes for 60 ms, and then all of it. */
    private void stall() {
        frames(3);
        for (int held = 0; held < 3; held++) {
            voice.say(new short[FRAME]);
        }
    }

    @Test
    void thePausesOfABurstStayAsLongAsTheyAre() {
        voice.say(loud(16_000 * 3));
        voice.say(new short[16_000 * 4]);
        voice.say(loud(16_000 * 3));

        short[] said = frames(500);

        assertThat(IntStream.range(0, said.length).filter(i -> said[i] == 0).count())
                .isEqualTo(16_000 * 4);
    }
}
