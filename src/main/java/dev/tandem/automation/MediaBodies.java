package dev.tandem.automation;

import dev.tandem.application.Identifier;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON of Azure Communication Services for media operations. Field names are the wire's. */
final class MediaBodies {
    private MediaBodies() {}

    /** {@code PlaySource}. */
    @Schema(name = "PlaySource")
    record Source(
            @Schema(enumeration = {"file", "text", "ssml"}) @Nullable String kind,

            @Nullable String playSourceCacheId,
            @Nullable FileSource file,
            @Nullable TextSource text,
            @Nullable SsmlSource ssml) {}

    /** {@code FileSource}. */
    @Schema(name = "FileSource")
    record FileSource(@Nullable String uri) {}

    /** {@code TextSource}. */
    @Schema(name = "TextSource")
    record TextSource(
            @Nullable String text,
            @Nullable String sourceLocale,
            @Nullable String voiceName) {}

    /** {@code SsmlSource}. */
    @Schema(name = "SsmlSource")
    record SsmlSource(@Nullable String ssmlText) {}

    /** {@code PlayOptions}. */
    @Schema(name = "PlayOptions")
    record PlayOptions(@Nullable Boolean loop) {}

    /** {@code PlayRequest}. */
    @Schema(name = "PlayRequest")
    record Play(
            @Nullable List<@Nullable Source> playSources,
            @Nullable List<@Nullable Identifier> playTo,
            @Nullable Boolean interruptCallMediaOperation,
            @Nullable PlayOptions playOptions,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code DtmfOptions}. */
    @Schema(name = "DtmfOptions")
    record DtmfOptions(
            @Nullable Integer interToneTimeoutInSeconds,
            @Nullable Integer maxTonesToCollect,
            @Nullable List<@Nullable String> stopTones) {}

    /** {@code Choice}. */
    @Schema(name = "Choice")
    record Choice(
            @Nullable String label,
            @Nullable List<@Nullable String> phrases,
            @Nullable String tone) {}

    /** {@code SpeechOptions}. */
    @Schema(name = "SpeechOptions")
    record SpeechOptions(@Nullable Integer endSilenceTimeoutInMs) {}

    /** {@code RecognizeOptions}. */
    @Schema(name = "RecognizeOptions")
    record RecognizeOptions(
            @Nullable Boolean interruptPrompt,
            @Nullable Integer initialSilenceTimeoutInSeconds,
            @Nullable Identifier targetParticipant,
            @Nullable String speechLanguage,
            @Nullable DtmfOptions dtmfOptions,
            @Nullable List<@Nullable Choice> choices,
            @Nullable SpeechOptions speechOptions) {}

    /** {@code RecognizeRequest}. */
    @Schema(name = "RecognizeRequest")
    record Recognize(
            @Schema(enumeration = {"dtmf", "speech", "speechOrDtmf", "choices"}) @Nullable String recognizeInputType,

            @Nullable Source playPrompt,
            @Nullable List<@Nullable Source> playPrompts,
            @Nullable Boolean interruptCallMediaOperation,
            @Nullable RecognizeOptions recognizeOptions,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code ContinuousDtmfRecognitionRequest}. */
    @Schema(name = "ContinuousDtmfRecognitionRequest")
    record ContinuousDtmf(
            @Nullable Identifier targetParticipant,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code SendDtmfTonesRequest}. */
    @Schema(name = "SendDtmfTonesRequest")
    record SendDtmf(
            @Nullable List<@Nullable String> tones,
            @Nullable Identifier targetParticipant,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code StartMediaStreamingRequest} and {@code StopMediaStreamingRequest}. */
    @Schema(name = "StartMediaStreamingRequest")
    record Streaming(
            @Nullable String operationContext, @Nullable String operationCallbackUri) implements Command.Body {}

    /** {@code HoldRequest} and {@code UnholdRequest}. */
    @Schema(name = "HoldRequest")
    record Hold(
            @Nullable Identifier targetParticipant,
            @Nullable Source playSourceInfo,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}
}
