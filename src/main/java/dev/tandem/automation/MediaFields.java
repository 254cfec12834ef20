package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.application.StreamTerms;
import dev.tandem.automation.MediaBodies.Source;
import dev.tandem.media.play.Player;
import dev.tandem.operation.PromptSource;
import dev.tandem.operation.Tone;
import dev.tandem.streaming.DialectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what requests want played and streamed. Whatever is wrong is answered with 400 and its field. */
@Singleton
class MediaFields {

    private static final int TEXT_CHARS_MAX = 4_000;

    private final Fields fields;

    MediaFields(Fields fields) {
        this.fields = fields;
    }

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

    /** What is played before it is listened; may be nothing. */
    List<PromptSource> prompts(MediaBodies.Recognize body) {
        if (body.playPrompts() != null && !body.playPrompts().isEmpty()) {
            return sources(body.playPrompts());
        }
        return body.playPrompt() == null ? List.of() : List.of(source(body.playPrompt()));
    }

    private static String text(@Nullable String text, String field) {
        String found = Fields.required(text, field);
        if (found.length() > TEXT_CHARS_MAX) {
            throw AcsException.badRequest("A text may have " + TEXT_CHARS_MAX + " characters.", field);
        }
        return found;
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
        return names == null
                ? List.of()
                : names.stream().map(name -> tone(name, field)).toList();
    }

    static Tone tone(@Nullable String name, String field) {
        return Tone.of(name == null ? "" : name)
                .orElseThrow(
                        () -> AcsException.badRequest("A tone is zero to nine, a to d, pound or asterisk.", field));
    }
}
