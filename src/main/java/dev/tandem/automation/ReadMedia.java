package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.automation.MediaBodies.DtmfOptions;
import dev.tandem.automation.MediaBodies.RecognizeOptions;
import dev.tandem.automation.MediaBodies.Source;
import dev.tandem.connection.DtmfRules;
import dev.tandem.connection.PartyId;
import dev.tandem.connection.PromptSource;
import dev.tandem.connection.Tone;
import dev.tandem.media.play.Player;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what requests want played and listened for. Whatever is wrong is answered with 400 and its field. */
@Singleton
class ReadMedia {

    private static final int TEXT_CHARS_MAX = 4_000;
    private static final int TONES_MAX = 1_000;
    private static final int TONES_USUAL = 1_000;
    private static final int INITIAL_SILENCE_SECONDS = 5;
    private static final int INTER_TONE_SECONDS = 2;
    private static final int SECONDS_MAX = 300;

    private final Read read;

    ReadMedia(Read read) {
        this.read = read;
    }

    /**
     * What is to be recognized of whom.
     *
     * @param speech whether only speech will do
     */
    record Recognition(PartyId target, List<PromptSource> prompts, DtmfRules rules, boolean speech) {}

    /** At least one source. */
    List<PromptSource> sources(@Nullable List<@Nullable Source> sources) {
        if (sources == null || sources.isEmpty() || sources.size() > Player.SOURCES_MAX) {
            throw AcsException.badRequest(
                    "From 1 to " + Player.SOURCES_MAX + " play sources are required.", "playSources");
        }
        List<PromptSource> read = new ArrayList<>();
        sources.forEach(source -> read.add(source(source)));
        return read;
    }

    PromptSource source(@Nullable Source source) {
        String kind = source == null || source.kind() == null ? "" : source.kind();
        if (source != null && kind.equals("file") && source.file() != null) {
            return new PromptSource.File(read.url(source.file().uri(), "PlaySource", "playSources.file.uri"));
        }
        if (source != null && kind.equals("text") && source.text() != null) {
            return new PromptSource.Text(
                    text(source.text().text(), "playSources.text.text"),
                    Optional.ofNullable(source.text().voiceName()),
                    Optional.ofNullable(source.text().sourceLocale()));
        }
        if (source != null && kind.equals("ssml") && source.ssml() != null) {
            return new PromptSource.Ssml(text(source.ssml().ssmlText(), "playSources.ssml.ssmlText"));
        }
        throw AcsException.badRequest(
                "A play source is a file, text or ssml, and has what its kind says.", "playSources");
    }

    private static String text(@Nullable String text, String field) {
        String read = Read.required(text, field);
        if (read.length() > TEXT_CHARS_MAX) {
            throw AcsException.badRequest("A text may have " + TEXT_CHARS_MAX + " characters.", field);
        }
        return read;
    }

    Recognition recognition(MediaBodies.Recognize body) {
        String type = Read.required(body.recognizeInputType(), "recognizeInputType");
        if (!List.of("dtmf", "speechOrDtmf", "speech", "choices").contains(type)) {
            throw AcsException.badRequest(
                    "The input type is dtmf, speech, speechOrDtmf or choices.", "recognizeInputType");
        }
        RecognizeOptions options = body.recognizeOptions();
        if (options == null) {
            throw AcsException.badRequest("The field recognizeOptions is required.", "recognizeOptions");
        }
        PartyId target = Read.party(options.targetParticipant(), "recognizeOptions.targetParticipant");
        boolean speech = type.equals("speech") || type.equals("choices");
        return new Recognition(target, prompts(body), rules(options), speech);
    }

    private List<PromptSource> prompts(MediaBodies.Recognize body) {
        if (body.playPrompts() != null && !body.playPrompts().isEmpty()) {
            return sources(body.playPrompts());
        }
        return body.playPrompt() == null ? List.of() : List.of(source(body.playPrompt()));
    }

    private static DtmfRules rules(RecognizeOptions options) {
        DtmfOptions dtmf = options.dtmfOptions() == null ? new DtmfOptions(null, null, null) : options.dtmfOptions();
        return new DtmfRules(
                within(dtmf.maxTonesToCollect(), TONES_USUAL, TONES_MAX, "dtmfOptions.maxTonesToCollect"),
                tones(dtmf.stopTones(), "dtmfOptions.stopTones").stream()
                        .map(Tone::digit)
                        .collect(Collectors.toUnmodifiableSet()),
                Boolean.TRUE.equals(options.interruptPrompt()),
                seconds(
                        options.initialSilenceTimeoutInSeconds(),
                        INITIAL_SILENCE_SECONDS,
                        "initialSilenceTimeoutInSeconds"),
                seconds(dtmf.interToneTimeoutInSeconds(), INTER_TONE_SECONDS, "dtmfOptions.interToneTimeoutInSeconds"));
    }

    private static Duration seconds(@Nullable Integer seconds, int usual, String field) {
        return Duration.ofSeconds(within(seconds, usual, SECONDS_MAX, field));
    }

    private static int within(@Nullable Integer value, int usual, int most, String field) {
        if (value == null) {
            return usual;
        }
        if (value < 1 || value > most) {
            throw AcsException.badRequest("The field " + field + " must be 1 to " + most + ".", field);
        }
        return value;
    }

    static List<Tone> tones(@Nullable List<@Nullable String> names, String field) {
        List<Tone> tones = new ArrayList<>();
        for (String name : names == null ? List.<@Nullable String>of() : names) {
            tones.add(Tone.of(name == null ? "" : name)
                    .orElseThrow(() ->
                            AcsException.badRequest("A tone is zero to nine, a to d, pound or asterisk.", field)));
        }
        return tones;
    }
}
