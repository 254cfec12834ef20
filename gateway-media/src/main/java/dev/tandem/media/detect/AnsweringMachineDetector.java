package dev.tandem.media.detect;

import java.util.Optional;

/**
 * Tells whether a person or a machine answered, by cadence and beep: a person says a short "hello" and waits, a machine
 * talks on. After a machine's greeting it listens for the beep.
 *
 * <pre>
 *  LISTENING --short greeting, then a pause--&gt; HUMAN
 *      |-------a long greeting, or many words--&gt; MACHINE --beep--&gt; BEEP
 *      |-------a beep---------------------------------------------^
 *      +-------nothing said, or no time left--&gt; UNSURE
 * </pre>
 *
 * <p>Pure; fed by the media loop with what the callee says, from the answer on, 20 ms of 8000 Hz at a time.
 */
public final class AnsweringMachineDetector {

    private static final int SAMPLE_RATE_HZ = 8_000;
    private static final int FRAME_MILLIS = 20;

    /** What was found out. MACHINE may be followed by BEEP; everything else is final. */
    public enum Verdict {
        HUMAN,
        MACHINE,
        BEEP,
        UNSURE
    }

    /**
     * When to decide. All in milliseconds from the answer or of what is said.
     *
     * @param silenceMillis nothing said for so long: unsure
     * @param greetingMillis longer talk: a machine
     * @param pauseMillis this pause after a shorter one: a person
     * @param wordsMax more words: a machine
     * @param decisionMillis undecided by then: unsure
     * @param beepMillis how long a tone must sound to be the beep
     * @param beepWaitMillis for how long the beep is waited for
     */
    public record Timing(
            int silenceMillis,
            int greetingMillis,
            int pauseMillis,
            int wordsMax,
            int decisionMillis,
            int beepMillis,
            int beepWaitMillis) {

        /** What suits most lines: people's greetings are under a second, machines' above three. */
        public static final Timing USUAL = new Timing(2_500, 1_800, 800, 4, 5_000, 160, 45_000);
    }

    private enum State {
        LISTENING,
        MACHINE_TALKS,
        DONE
    }

    /** A gap this long lies between words, a shorter one inside a word. */
    private static final int WORD_GAP_MILLIS = 120;

    private final Timing timing;
    private final VoiceActivity voice = new VoiceActivity();
    private final SingleTone tone = new SingleTone(SAMPLE_RATE_HZ);
    private State state = State.LISTENING;
    private int heardMillis;
    private int talkMillis;
    private int pauseMillis;
    private int words;

    /** Listens from the answer on. */
    public AnsweringMachineDetector(Timing timing) {
        this.timing = timing;
    }

    /** Hears 20 ms; answers once something is found out. */
    public Optional<Verdict> hear(short[] frame) {
        heardMillis += FRAME_MILLIS;
        boolean beeps = tone.frames(frame) * FRAME_MILLIS >= timing.beepMillis();
        boolean talks = voice.isTalking(frame);
        return switch (state) {
            case LISTENING -> beeps ? finish(Verdict.BEEP) : listening(talks);
            case MACHINE_TALKS -> beeps ? finish(Verdict.BEEP) : machineTalks();
            case DONE -> Optional.empty();
        };
    }

    /** Whether there is nothing more to find out. */
    public boolean isDone() {
        return state == State.DONE;
    }

    private Optional<Verdict> listening(boolean talks) {
        count(talks);
        if (talkMillis >= timing.greetingMillis() || words > timing.wordsMax()) {
            state = State.MACHINE_TALKS;
            return Optional.of(Verdict.MACHINE);
        }
        if (words > 0 && pauseMillis >= timing.pauseMillis()) {
            return finish(Verdict.HUMAN);
        }
        boolean silent = words == 0 && heardMillis >= timing.silenceMillis();
        return silent || heardMillis >= timing.decisionMillis() ? finish(Verdict.UNSURE) : Optional.empty();
    }

    private void count(boolean talks) {
        if (talks) {
            if (words == 0 || pauseMillis >= WORD_GAP_MILLIS) {
                words++;
            }
            talkMillis += FRAME_MILLIS;
            pauseMillis = 0;
        } else {
            pauseMillis += FRAME_MILLIS;
        }
    }

    private Optional<Verdict> machineTalks() {
        if (heardMillis >= timing.beepWaitMillis()) {
            state = State.DONE;
        }
        return Optional.empty();
    }

    private Optional<Verdict> finish(Verdict verdict) {
        state = State.DONE;
        return Optional.of(verdict);
    }
}
