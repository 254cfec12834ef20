package dev.tandem.operation;

import dev.tandem.operation.RecognitionRules.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recognizes what somebody presses or says after, or during, a prompt.
 *
 * <pre>
 *  PROMPTING --PromptEnded--&gt; WAITING --Pressed--&gt; COLLECTING --enough, stop tone, timeout--&gt; DONE
 *      |                       |  |                  ^    ^                                       ^
 *      |                       |  +--TalkBegan--&gt; TALKING-+--TalkEnded--&gt; UNDERSTANDING --text---+
 *      |                       +-- timeout --&gt; DONE
 *      +-- the same as in WAITING, if the prompt may be interrupted
 * </pre>
 *
 * <p>A key is certain and speech is not: whoever presses one while talking, or before what they said is understood, means the
 * key. Pure: time comes in as {@link TimedOut}. Not thread-safe; owned by the call loop.
 */
final class Recognition {

    /** The longest that is listened to somebody. */
    static final Duration TALK_MAX = Duration.ofSeconds(30);

    /** The longest a provider is waited for; longer than its own deadline, which can say better what was wrong. */
    static final Duration PROVIDER_MAX = Duration.ofSeconds(30);

    enum State {
        PROMPTING,
        WAITING,
        COLLECTING,
        TALKING,
        UNDERSTANDING,
        DONE
    }

    /** What happens. */
    sealed interface Event {}

    /** The prompt is heard. */
    record PromptStarted() implements Event {}

    /** The prompt is over, or there was none. */
    record PromptEnded() implements Event {}

    /** A key was pressed. */
    record Pressed(char digit) implements Event {}

    /** They talk. */
    record TalkBegan() implements Event {}

    /** They have said what they had to say, or all that is listened to. */
    record TalkEnded() implements Event {}

    /** The provider wrote down what they said. */
    record Understood(String text) implements Event {}

    /** The provider could not be asked, and why. */
    record NotUnderstood(String fault) implements Event {}

    /** The time that was last asked for is over. */
    record TimedOut() implements Event {}

    /** Nobody wants to know any longer. */
    record GivenUp() implements Event {}

    /** What is to be done. */
    sealed interface Action {}

    /** Stop the prompt. */
    record StopPrompt() implements Action {}

    /** Send {@code TalkBegan} and {@code TalkEnded}. */
    record Listen() implements Action {}

    /** Have written down what was said. */
    record Understand() implements Action {}

    /** Send {@code TimedOut} after this; it replaces any time asked for before. */
    record Await(Duration time) implements Action {}

    /** It is over: {@code code} 200 is success, {@code subCode} says why, {@code found} what the event says besides. */
    record Finish(int code, int subCode, String message, Map<String, Object> found) implements Action {

        private Finish(int subCode, String message) {
            this(400, subCode, message, Map.of());
        }
    }

    // The sub-codes are those that the official SDKs have names for.
    private static final int ENOUGH = 8531;
    private static final int STOP_TONE = 8514;
    private static final int KEY_MATCHED = 8533;
    private static final int PHRASE_MATCHED = 8545;

    private static final Finish SILENCE = new Finish(8510, "Nothing was pressed or said in time.");
    private static final Finish INTERRUPTED = new Finish(8532, "The next tone was not pressed in time.");
    private static final Finish WRONG_KEY = new Finish(8534, "The tone is none of the choices'.");
    private static final Finish WRONG_PHRASE = new Finish(8547, "What was said is none of the choices' phrases.");
    private static final Finish NO_WORDS = new Finish(8563, "No speech was recognized.");
    private static final int PROVIDER_FAILED = 8564;
    private static final Finish NO_PROVIDER =
            new Finish(PROVIDER_FAILED, "The speech provider did not answer in time.");

    private static final Set<Class<? extends Event>> UNUSED = Set.of(
            PromptStarted.class,
            PromptEnded.class,
            Pressed.class,
            TalkBegan.class,
            TalkEnded.class,
            Understood.class,
            NotUnderstood.class,
            TimedOut.class,
            GivenUp.class);

    private final RecognitionRules rules;
    private final StringBuilder digits = new StringBuilder();
    private State state = State.PROMPTING;
    private boolean listening;

    Recognition(RecognitionRules rules) {
        this.rules = rules;
    }

    State state() {
        return state;
    }

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    List<Action> on(Event event) {
        if (event instanceof Pressed && (!rules.hearsKeys() || !isOpen())) {
            return List.of();
        }
        if (event instanceof GivenUp) {
            state = State.DONE;
        }
        return switch (state) {
            case PROMPTING -> prompting(event);
            case WAITING -> waiting(event);
            case COLLECTING -> collecting(event);
            case TALKING -> talking(event);
            case UNDERSTANDING -> understanding(event);
            case DONE -> unused(event);
        };
    }

    /** Whether keys count now. */
    private boolean isOpen() {
        return state != State.PROMPTING || rules.mayInterrupt();
    }

    private List<Action> prompting(Event event) {
        if (event instanceof PromptStarted && rules.mayInterrupt()) {
            return listen();
        }
        if (event instanceof PromptEnded) {
            state = State.WAITING;
            return and(listen(), new Await(rules.initialSilence()));
        }
        if (event instanceof Pressed pressed) {
            return List.of(new StopPrompt(), pressed(pressed.digit()));
        }
        return event instanceof TalkBegan ? List.of(new StopPrompt(), talk()) : unused(event);
    }

    private List<Action> listen() {
        boolean begins = rules.hearsSpeech() && !listening;
        listening |= begins;
        return begins ? List.of(new Listen()) : List.of();
    }

    private static List<Action> and(List<Action> first, Action last) {
        return first.isEmpty() ? List.of(last) : List.of(first.get(0), last);
    }

    private Action talk() {
        state = State.TALKING;
        return new Await(TALK_MAX);
    }

    private List<Action> waiting(Event event) {
        if (event instanceof Pressed pressed) {
            return List.of(pressed(pressed.digit()));
        }
        if (event instanceof TalkBegan) {
            return List.of(talk());
        }
        return event instanceof TimedOut ? List.of(finish(SILENCE)) : unused(event);
    }

    private List<Action> collecting(Event event) {
        if (event instanceof Pressed pressed) {
            return List.of(pressed(pressed.digit()));
        }
        return event instanceof TimedOut ? List.of(finish(INTERRUPTED)) : unused(event);
    }

    private List<Action> talking(Event event) {
        if (event instanceof Pressed pressed) {
            return List.of(pressed(pressed.digit()));
        }
        if (event instanceof TalkEnded || event instanceof TimedOut) {
            state = State.UNDERSTANDING;
            return List.of(new Understand(), new Await(PROVIDER_MAX));
        }
        return unused(event);
    }

    private List<Action> understanding(Event event) {
        if (event instanceof Pressed pressed) {
            return List.of(pressed(pressed.digit()));
        }
        if (event instanceof Understood understood) {
            return List.of(finish(said(understood.text())));
        }
        if (event instanceof NotUnderstood not) {
            return List.of(finish(new Finish(PROVIDER_FAILED, not.fault())));
        }
        return event instanceof TimedOut ? List.of(finish(NO_PROVIDER)) : unused(event);
    }

    /** What the state has no use for; an event that is not named here must be one it has. */
    private static List<Action> unused(Event event) {
        if (UNUSED.contains(event.getClass())) {
            return List.of();
        }
        throw new AssertionError(event);
    }

    private Action pressed(char digit) {
        if (rules.input() == Input.CHOICES) {
            return finish(rules.choices()
                    .pressed(digit)
                    .map(choice -> chosen(KEY_MATCHED, Map.of("label", choice.label())))
                    .orElse(WRONG_KEY));
        }
        if (rules.keys().stopTones().contains(digit)) {
            return finish(tones(STOP_TONE, "A stop tone was pressed."));
        }
        digits.append(digit);
        state = State.COLLECTING;
        return digits.length() >= rules.keys().tonesMax()
                ? finish(tones(ENOUGH, "As many tones as asked for were collected."))
                : new Await(rules.keys().interTone());
    }

    private Finish said(String text) {
        if (text.isBlank()) {
            return NO_WORDS;
        }
        if (rules.input() == Input.CHOICES) {
            return rules.choices()
                    .said(text)
                    .map(said ->
                            chosen(PHRASE_MATCHED, Map.of("label", said.label(), "recognizedPhrase", said.phrase())))
                    .orElse(WRONG_PHRASE);
        }
        return new Finish(
                200,
                0,
                "Speech was recognized.",
                Map.of("recognitionType", "speech", "speechResult", Map.of("speech", text)));
    }

    private static Finish chosen(int subCode, Map<String, String> choice) {
        return new Finish(
                200, subCode, "A choice was made.", Map.of("recognitionType", "choices", "choiceResult", choice));
    }

    private Finish tones(int subCode, String message) {
        Map<String, Object> tones = Map.of("tones", Tone.namesOf(digits.toString()));
        return new Finish(200, subCode, message, Map.of("recognitionType", "dtmf", "dtmfResult", tones));
    }

    private Finish finish(Finish how) {
        state = State.DONE;
        return how;
    }
}
