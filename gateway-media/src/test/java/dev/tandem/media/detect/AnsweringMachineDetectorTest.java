package dev.tandem.media.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.detect.AnsweringMachineDetector.Timing;
import dev.tandem.media.detect.AnsweringMachineDetector.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringMachineDetectorTest {

    @Test
    void aShortHelloAndAPauseIsAPerson() {
        assertThat(verdicts(new Line().silence(300).talk(500).silence(2_000))).containsExactly(Verdict.HUMAN);
    }

    @Test
    void aPersonMaySayTwoWords() {
        assertThat(verdicts(
                        new Line().silence(200).talk(400).silence(200).talk(500).silence(1_500)))
                .containsExactly(Verdict.HUMAN);
    }

    @Test
    void whoTalksOnIsAMachineAndItsBeepIsHeard() {
        assertThat(verdicts(new Line()
                        .silence(400)
                        .talk(4_000)
                        .silence(600)
                        .tone(1_000, 500)
                        .silence(500)))
                .containsExactly(Verdict.MACHINE, Verdict.BEEP_ENDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {440, 620, 800, 1_000, 1_400, 2_100})
    void beepsOfAllPitchesAreHeard(int hertz) {
        assertThat(verdicts(new Line().talk(3_000).silence(300).tone(hertz, 300).silence(100)))
                .containsExactly(Verdict.MACHINE, Verdict.BEEP_ENDED);
    }

    @Test
    void aBeepWithoutGreetingIsAMachine() {
        assertThat(verdicts(new Line().silence(300).tone(1_000, 400).silence(300)))
                .containsExactly(Verdict.MACHINE, Verdict.BEEP_ENDED);
    }

    @Test
    void theBeepIsOverWhenItIsSilentAgain() {
        AnsweringMachineDetector detector = new AnsweringMachineDetector(Timing.USUAL, 8_000);
        List<Integer> endedAtMillis = new ArrayList<>();
        short[][] frames = new Line()
                .talk(3_000)
                .silence(300)
                .tone(1_000, 800)
                .silence(500)
                .frames();
        for (int frame = 0; frame < frames.length; frame++) {
            if (detector.hear(frames[frame]).filter(Verdict.BEEP_ENDED::equals).isPresent()) {
                endedAtMillis.add(frame * 20);
            }
        }
        assertThat(endedAtMillis).hasSize(1);
        assertThat(endedAtMillis.get(0)).isBetween(4_100, 4_160);
    }

    @Test
    void aToneThatNeverEndsIsNotWaitedForForEver() {
        AnsweringMachineDetector detector = new AnsweringMachineDetector(Timing.USUAL, 8_000);
        for (short[] frame : new Line().tone(1_000, 50_000).frames()) {
            detector.hear(frame);
        }
        assertThat(detector.isDone()).isTrue();
    }

    @Test
    void aWideLineIsJudgedAlike() {
        assertThat(verdicts(new Line(16_000)
                        .silence(400)
                        .talk(4_000)
                        .silence(600)
                        .tone(1_000, 500)
                        .silence(500)))
                .containsExactly(Verdict.MACHINE, Verdict.BEEP_ENDED);
        assertThat(verdicts(new Line(16_000).silence(300).talk(500).silence(2_000)))
                .containsExactly(Verdict.HUMAN);
    }

    @Test
    void aVoiceIsNoBeep() {
        assertThat(verdicts(new Line().talk(30_000))).containsExactly(Verdict.MACHINE);
    }

    @Test
    void whereNobodySpeaksNothingIsClaimed() {
        assertThat(verdicts(new Line().silence(6_000))).containsExactly(Verdict.UNSURE);
    }

    @Test
    void talkingIsToldFromNoise() {
        VoiceActivity voice = new VoiceActivity();
        short[][] frames = new Line().silence(1_000).talk(1_000).silence(1_000).frames();
        assertThat(voiced(voice, frames, 0, 50)).isZero();
        assertThat(voiced(voice, frames, 50, 100)).isGreaterThan(40);
        assertThat(voiced(voice, frames, 100, 150))
                .as("the end of the last word")
                .isLessThan(8);
    }

    private static int voiced(VoiceActivity voice, short[][] frames, int from, int to) {
        int talking = 0;
        for (int frame = from; frame < to; frame++) {
            talking += voice.isTalking(frames[frame]) ? 1 : 0;
        }
        return talking;
    }

    private static List<Verdict> verdicts(Line line) {
        AnsweringMachineDetector detector = new AnsweringMachineDetector(Timing.USUAL, line.rateHz());
        List<Verdict> verdicts = new ArrayList<>();
        for (short[] frame : line.frames()) {
            detector.hear(frame).ifPresent(verdicts::add);
        }
        return verdicts;
    }
}
