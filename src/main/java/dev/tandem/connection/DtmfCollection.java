package dev.tandem.connection;

import java.time.Duration;
import java.util.List;

/**
 * Collects the keys somebody presses after, or during, a prompt.
 *
 * <pre>
 *  PROMPTING --PromptEnded--&gt; WAITING --Pressed--&gt; COLLECTING --enough, stop tone, timeout--&gt; DONE
 *      |                        |                      ^
 *      |                        +-- timeout --&gt; DONE   |
 *      +-- Pressed, if the prompt may be interrupted --+
 * </pre>
 *
 * <p>Pure: time comes in as {@link TimedOut}. Not thread-safe; owned by the call loop.
 */
final class DtmfCollection {

    enum State {
        PROMPTING,
        WAITING,
        COLLECTING,
        DONE
    }

    /** What happens. */
    sealed interface Event {}

    /** The prompt is over, or there was none. */
    record PromptEnded() implements Event {}

    /** A key was pressed. */
    record Pressed(char digit) implements Event {}

    /** The time that was last asked for is over. */
    record TimedOut() implements Event {}

    /** What is to be done. */
    sealed interface Action {}

    /** Stop the prompt. */
    record StopPrompt() implements Action {}

    /** Send {@code TimedOut} after this; it replaces any time asked for before. */
    record Await(Duration time) implements Action {}

    /** It is over: {@code code} 200 is success, {@code subCode} says why. */
    record Finish(int code, int subCode, String message) implements Action {}

    private static final Finish ENOUGH = new Finish(200, 8531, "As many tones as asked for were collected.");
    private static final Finish STOPPED = new Finish(200, 8533, "A stop tone was pressed.");
    private static final Finish SILENCE = new Finish(400, 8510, "No tone was pressed in time.");
    private static final Finish INTERRUPTED = new Finish(400, 8532, "The next tone was not pressed in time.");

    private final DtmfRules rules;
    private final StringBuilder digits = new StringBuilder();
    private State state = State.PROMPTING;

    DtmfCollection(DtmfRules rules) {
        this.rules = rules;
    }

    State state() {
        return state;
    }

    /** What was pressed so far, without a stop tone. */
    String digits() {
        return digits.toString();
    }

    /** Applies one event and returns the actions it calls for. */
    List<Action> on(Event event) {
        return switch (state) {
            case PROMPTING -> prompting(event);
            case WAITING, COLLECTING -> listening(event);
            case DONE -> List.of();
        };
    }

    private List<Action> prompting(Event event) {
        if (event instanceof PromptEnded) {
            state = State.WAITING;
            return List.of(new Await(rules.initialSilence()));
        }
        if (event instanceof Pressed pressed && rules.mayInterrupt()) {
            return List.of(new StopPrompt(), pressed(pressed.digit()));
        }
        return List.of();
    }

    private List<Action> listening(Event event) {
        if (event instanceof Pressed pressed) {
            return List.of(pressed(pressed.digit()));
        }
        if (event instanceof TimedOut) {
            return List.of(finish(state == State.WAITING ? SILENCE : INTERRUPTED));
        }
        return List.of();
    }

    private Action pressed(char digit) {
        if (rules.stopTones().contains(digit)) {
            return finish(STOPPED);
        }
        digits.append(digit);
        state = State.COLLECTING;
        return digits.length() >= rules.tonesMax() ? finish(ENOUGH) : new Await(rules.interTone());
    }

    private Finish finish(Finish how) {
        state = State.DONE;
        return how;
    }
}
