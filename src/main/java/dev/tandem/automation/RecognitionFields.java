package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.automation.MediaBodies.DtmfOptions;
import dev.tandem.automation.MediaBodies.RecognizeOptions;
import dev.tandem.call.PartyId;
import dev.tandem.operation.Choices;
import dev.tandem.operation.Choices.Choice;
import dev.tandem.operation.DtmfRules;
import dev.tandem.operation.RecognitionRules;
import dev.tandem.operation.RecognitionRules.Input;
import dev.tandem.operation.RecognitionRules.SpeechRules;
import dev.tandem.operation.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what requests want listened for. Whatever is wrong is answered with 400 and its field. */
final class RecognitionFields {

    private static final int TONES_MAX = 1_000;
    private static final int INITIAL_SILENCE_SECONDS = 5;
    private static final int INTER_TONE_SECONDS = 2;
    private static final int SECONDS_MAX = 300;
    private static final int END_SILENCE_MILLIS = 500;
    private static final int END_SILENCE_MILLIS_MAX = 10_000;
    private static final int CHOICES_MAX = 50;
    private static final int PHRASES_MAX = 50;
    private static final int CHARS_MAX = 200;
    private static final String LOCALE = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*";

    private RecognitionFields() {}

    private static RecognizeOptions options(MediaBodies.Recognize body) {
        if (body.recognizeOptions() == null) {
            throw AcsException.badRequest("The field recognizeOptions is required.", "recognizeOptions");
        }
        return body.recognizeOptions();
    }

    /** Whom to listen to. */
    static PartyId target(MediaBodies.Recognize body) {
        return Fields.party(options(body).targetParticipant(), "recognizeOptions.targetParticipant");
    }

    /** What to listen for. */
    static RecognitionRules rules(MediaBodies.Recognize body) {
        Input input = input(Fields.required(body.recognizeInputType(), "recognizeInputType"));
        RecognizeOptions options = options(body);
        return new RecognitionRules(
                input,
                Boolean.TRUE.equals(options.interruptPrompt()),
                seconds(
                        options.initialSilenceTimeoutInSeconds(),
                        INITIAL_SILENCE_SECONDS,
                        "initialSilenceTimeoutInSeconds"),
                keys(options.dtmfOptions()),
                new SpeechRules(locale(options.speechLanguage()), endSilence(options)),
                input == Input.CHOICES ? choices(options.choices()) : new Choices(List.of()));
    }

    private static Input input(String word) {
        return switch (word) {
            case "dtmf" -> Input.DTMF;
            case "speech" -> Input.SPEECH;
            case "speechOrDtmf" -> Input.SPEECH_OR_DTMF;
            case "choices" -> Input.CHOICES;
            default ->
                throw AcsException.badRequest(
                        "The input type is dtmf, speech, speechOrDtmf or choices.", "recognizeInputType");
        };
    }

    private static DtmfRules keys(@Nullable DtmfOptions options) {
        DtmfOptions dtmf = options == null ? new DtmfOptions(null, null, null) : options;
        return new DtmfRules(
                within(dtmf.maxTonesToCollect(), TONES_MAX, 1, TONES_MAX, "dtmfOptions.maxTonesToCollect"),
                MediaFields.tones(dtmf.stopTones(), "dtmfOptions.stopTones").stream()
                        .map(Tone::digit)
                        .collect(Collectors.toUnmodifiableSet()),
                seconds(dtmf.interToneTimeoutInSeconds(), INTER_TONE_SECONDS, "dtmfOptions.interToneTimeoutInSeconds"));
    }

    private static Optional<String> locale(@Nullable String name) {
        if (name != null && !name.matches(LOCALE)) {
            throw AcsException.badRequest(
                    "The speech language is a locale such as en-US.", "recognizeOptions.speechLanguage");
        }
        return Optional.ofNullable(name);
    }

    private static Duration endSilence(RecognizeOptions options) {
        Integer millis =
                options.speechOptions() == null ? null : options.speechOptions().endSilenceTimeoutInMs();
        return Duration.ofMillis(
                within(millis, END_SILENCE_MILLIS, 100, END_SILENCE_MILLIS_MAX, "speechOptions.endSilenceTimeoutInMs"));
    }

    private static Choices choices(@Nullable List<MediaBodies.@Nullable Choice> wanted) {
        if (wanted == null || wanted.isEmpty() || wanted.size() > CHOICES_MAX) {
            throw AcsException.badRequest("From 1 to " + CHOICES_MAX + " choices are required.", "choices");
        }
        List<Choice> choices = wanted.stream().map(RecognitionFields::choice).toList();
        requireDistinct(choices.stream().map(Choice::label).toList(), "label");
        requireDistinct(
                choices.stream().flatMap(choice -> choice.tone().stream()).toList(), "tone");
        return new Choices(choices);
    }

    private static Choice choice(MediaBodies.@Nullable Choice wanted) {
        if (wanted == null || wanted.phrases() == null || wanted.phrases().size() > PHRASES_MAX) {
            throw AcsException.badRequest(
                    "A choice has a label and up to " + PHRASES_MAX + " phrases.", "choices.phrases");
        }
        List<String> phrases =
                wanted.phrases().stream().map(RecognitionFields::phrase).toList();
        Optional<Tone> tone = Optional.ofNullable(wanted.tone())
                .map(name -> MediaFields.tone(name.toLowerCase(Locale.ROOT), "choices.tone"));
        if (phrases.isEmpty() && tone.isEmpty()) {
            throw AcsException.badRequest("A choice can be said or pressed, or both.", "choices.phrases");
        }
        return new Choice(Fields.required(wanted.label(), "choices.label"), phrases, tone);
    }

    private static String phrase(@Nullable String phrase) {
        if (phrase == null || phrase.length() > CHARS_MAX || !Choices.isSayable(phrase)) {
            throw AcsException.badRequest(
                    "A phrase has letters or digits, and " + CHARS_MAX + " characters at most.", "choices.phrases");
        }
        return phrase;
    }

    private static void requireDistinct(List<?> values, String name) {
        if (values.stream().distinct().count() < values.size()) {
            throw AcsException.badRequest("Two choices have the same " + name + ".", "choices." + name);
        }
    }

    private static Duration seconds(@Nullable Integer seconds, int usual, String field) {
        return Duration.ofSeconds(within(seconds, usual, 1, SECONDS_MAX, field));
    }

    private static int within(@Nullable Integer value, int usual, int least, int most, String field) {
        if (value == null) {
            return usual;
        }
        if (value < least || value > most) {
            throw AcsException.badRequest("The field " + field + " must be " + least + " to " + most + ".", field);
        }
        return value;
    }
}
