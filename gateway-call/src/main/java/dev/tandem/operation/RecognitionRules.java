package dev.tandem.operation;

import java.time.Duration;
import java.util.Optional;

/**
 * What a participant is listened to for, and for how long.
 *
 * @param mayInterrupt whether a key or speech stops the prompt; else both are ignored during it
 * @param initialSilence how long after the prompt the first key or word may take
 * @param choices what can be chosen; empty unless the input is {@link Input#CHOICES}
 */
public record RecognitionRules(
        Input input,
        boolean mayInterrupt,
        Duration initialSilence,
        DtmfRules keys,
        SpeechRules speech,
        Choices choices) {

    /** What is recognized. */
    public enum Input {
        DTMF,
        SPEECH,
        SPEECH_OR_DTMF,
        CHOICES
    }

    /**
     * How speech is listened to.
     *
     * @param locale language and country, if known
     * @param endSilence how long somebody is silent who has said all
     */
    public record SpeechRules(Optional<String> locale, Duration endSilence) {}

    boolean hearsKeys() {
        return input != Input.SPEECH;
    }

    boolean hearsSpeech() {
        return input != Input.DTMF;
    }

    /** Whether it cannot be done without a provider that listens. */
    boolean needsProvider() {
        return input == Input.SPEECH || input == Input.CHOICES;
    }

    /** The same for keys alone. */
    RecognitionRules keysOnly() {
        return new RecognitionRules(Input.DTMF, mayInterrupt, initialSilence, keys, speech, choices);
    }
}
