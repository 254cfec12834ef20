package dev.tandem.automation;

import dev.tandem.application.ResultInformation;
import dev.tandem.media.play.PlaySource;
import dev.tandem.operation.PromptSource;
import dev.tandem.operation.Prompts;
import dev.tandem.operation.Speech;
import dev.tandem.operation.Speech.Utterance;
import dev.tandem.outbound.client.OutboundClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Prompts from the web, bounded in size, time and redirects and never from inside our own network; and words from the speech
 * provider. Thread-safe.
 */
@Singleton
class PreparedPrompts implements Prompts {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int DOWNLOAD_FAILED = 8536;
    private static final int NO_SPEECH = 8535;

    private final OutboundClient client;
    private final Speech speech;

    PreparedPrompts(OutboundClient client, Speech speech) {
        this.client = client;
        this.speech = speech;
    }

    @Override
    public CompletionStage<Prepared> prepare(PromptSource source) {
        if (source instanceof PromptSource.File file) {
            return download(file.uri());
        }
        if (source instanceof PromptSource.Text text) {
            return say(new Utterance(text.text(), false, text.voice(), text.locale()));
        }
        if (source instanceof PromptSource.Ssml ssml) {
            return say(new Utterance(ssml.ssml(), true, Optional.empty(), Optional.empty()));
        }
        throw new AssertionError(source);
    }

    private CompletionStage<Prepared> say(Utterance utterance) {
        return speech.say(utterance)
                .thenApply(spoken -> spoken.wav()
                        .<Prepared>map(wav -> new Prepared.Playable(new PlaySource.WavOctets(wav)))
                        .orElseGet(() -> new Prepared.Missing(ResultInformation.of(400, NO_SPEECH, spoken.fault()))));
    }

    private CompletionStage<Prepared> download(URI uri) {
        return client.download(uri, PlaySource.OCTETS_MAX, WITHIN)
                .<Prepared>map(
                        octets -> new Prepared.Playable(new PlaySource.WavOctets(ByteBuffer.wrap(octets.getBytes()))))
                .otherwise(fault -> new Prepared.Missing(ResultInformation.of(
                        400, DOWNLOAD_FAILED, "The file could not be downloaded: " + fault.getMessage())))
                .toCompletionStage();
    }
}
