package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.automation.MediaBodies.DtmfOptions;
import dev.tandem.automation.MediaBodies.RecognizeOptions;
import dev.tandem.automation.MediaBodies.Source;
import dev.tandem.connection.DtmfRules;
import dev.tandem.connection.PartyId;
import dev.tandem.connection.PromptSource;
import dev.tandem.connection.StreamTerms;
import dev.tandem.connection.Tone;
import dev.tandem.media.play.Player;
import dev.tandem.streaming.DialectName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what requests want played and listened for. Whatever is wrong is answered with 400 and its field. */
@Singleton
class MediaFields {

    private static final int TEXT_CHARS_MAX = 4_000;
    private static final int TONES_MAX = 1_000;
    private static final int TONES_USUAL = 1_000;
    private static final int INITIAL_SILENCE_SECONDS = 5;
    private static final int INTER_TONE_SECONDS = 2;
    private static final int SECONDS_MAX = 300;

    private final Fields fields;

    MediaFields(Fields fields) {
        this.fields = fields;
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
        List<PromptSource> found = new ArrayList<>();
        sources.forEach(source -> found.add(source(source)));
        return found;
    }

    PromptSource source(@Nullable Source source) {
        String kind = source == null || source.kind() == null ? "" : source.kind();
        if (source != null && kind.equals("file") && source.file() != null) {
            return new PromptSource.File(fields.url(source.file().uri(), "PlaySource", "playSources.file.uri"));
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
        String found = Fields.required(text, field);
        if (found.length() > TEXT_CHARS_MAX) {
            throw AcsException.badRequest("A text may have " + TEXT_CHARS_MAX + " characters.", field);
        }
        return found;
    }

    Recognition recognition(MediaBodies.Recognize body) {
        String type = Fields.required(body.recognizeInputType(), "recognizeInputType");
        if (!List.of("dtmf", "speechOrDtmf", "speech", "choices").contains(type)) {
            throw AcsException.badRequest(
                    "The input type is dtmf, speech, speechOrDtmf or choices.", "recognizeInputType");
        }
        RecognizeOptions options = body.recognizeOptions();
        if (options == null) {
            throw AcsException.badRequest("The field recognizeOptions is required.", "recognizeOptions");
        }
        PartyId target = Fields.party(options.targetParticipant(), "recognizeOptions.targetParticipant");
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

    /** How an audio stream is to be; empty when nothing is said of it. */
    Optional<StreamTerms> stream(Bodies.@Nullable MediaStreaming body) {
        if (body == null) {
            return Optional.empty();
        }
        word(body.transportType(), List.of("websocket"), "mediaStreamingOptions.transportType");
        DialectName dialect = DialectName.valueOf(
                word(body.dialect(), List.of("acs", "twilio", "jambonz"), "mediaStreamingOptions.dialect")
                        .toUpperCase(Locale.ROOT));
        String format =
                word(body.audioFormat(), List.of("pcm16KMono", "pcm24KMono"), "mediaStreamingOptions.audioFormat");
        boolean mixed = word(
                        body.audioChannelType(), List.of("mixed", "unmixed"), "mediaStreamingOptions.audioChannelType")
                .equals("mixed");
        return Optional.of(new StreamTerms(
                dialect,
                fields.url(body.transportUrl(), "TransportUrl", "mediaStreamingOptions.transportUrl"),
                dialect == DialectName.TWILIO ? 8_000 : format.equals("pcm24KMono") ? 24_000 : 16_000,
                mixed,
                Boolean.TRUE.equals(body.enableBidirectional()),
                Boolean.TRUE.equals(body.enableDtmfTones()),
                Boolean.TRUE.equals(body.startMediaStreaming())));
    }

    /** The word, or the first one when there is none. */
    static String word(@Nullable String word, List<String> known, String field) {
        if (word == null) {
            return known.get(0);
        }
        if (!known.contains(word)) {
            throw AcsException.badRequest("The field " + field + " can be " + String.join(" or ", known) + ".", field);
        }
        return word;
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
