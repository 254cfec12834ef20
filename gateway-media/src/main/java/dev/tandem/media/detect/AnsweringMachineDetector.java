package dev.tandem.media.detect;

import java.util.Optional;

/**
 * Tells whether a person or a machine answered, by cadence and beep: a person says a short "hello" and waits, a machine
 * talks on. After a machine's greeting it waits for the end of the beep.
 *
 * <pre>
 *  LISTENING --short greeting, then a pause--&gt; HUMAN
 *      |-------a long greeting, or many words--&gt; MACHINE --beep--&gt; BEEPING --silence--&gt; BEEP_ENDED
 *      |-------a beep------------------------------&gt; MACHINE ---------^
 *      +-------nothing said, or no time left--&gt; UNSURE
 * </pre>
 *
 * <p>Pure; fed by the media loop with what the callee says, from the answer on, 20 ms at a time.
 */
public final class AnsweringMachineDetector {

    private static final int FRAME_MILLIS = 20;

    /** What was found out. MACHINE may be followed by BEEP_ENDED; everything else is final. */
    public enum Verdict {
        HUMAN,
        MACHINE,
        BEEP_ENDED,
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
     * @param beepWaitMillis for how long the end of the beep is waited for
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
        BEEPING,
        DONE
    }

    /** A gap this long lies between words, a shorter one inside a word. */
    private static final int WORD_GAP_MILLIS = 120;

    private final Timing timing;
    private final VoiceActivity voice = new VoiceActivity();
    private final SingleTone tone;
    private State state = State.LISTENING;
    private int heardMillis;
    private int talkMillis;
    private int pauseMillis;
    private int words;

    /** Listens from the answer on, to frames of this rate. */
    public AnsweringMachineDetector(Timing timing, int sampleRateHz) {
        this.timing = timing;
        tone = new SingleTone(sampleRateHz);
    }

    /** Hears 20 ms; answers once something is found out. */
    public Optional<Verdict> hear(short[] frame) {
        heardMillis += FRAME_MILLIS;
        boolean beeps = tone.frames(frame) * FRAME_MILLIS >= timing.beepMillis();
        boolean talks = voice.isTalking(frame);
        return switch (state) {
            case LISTENING -> beeps ? machine(State.BEEPING) : listening(talks);
            case MACHINE_TALKS -> machineTalks(beeps);
            case BEEPING -> beeps ? machineTalks(true) : finish(Verdict.BEEP_ENDED);
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
            return machine(State.MACHINE_TALKS);
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

    private Optional<Verdict> machine(State next) {
        state = next;
        return Optional.of(Verdict.MACHINE);
    }

    private Optional<Verdict> machineTalks(boolean beeps) {
        boolean late = heardMillis >= timing.beepWaitMillis();
        state = late ? State.DONE : beeps ? State.BEEPING : State.MACHINE_TALKS;
        return Optional.empty();
    }

    private Optional<Verdict> finish(Verdict verdict) {
        state = State.DONE;
        return Optional.of(verdict);
    }
}
