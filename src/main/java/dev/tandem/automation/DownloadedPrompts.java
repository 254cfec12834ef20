package dev.tandem.automation;

import dev.tandem.connection.PromptSource;
import dev.tandem.connection.Prompts;
import dev.tandem.connection.ResultInformation;
import dev.tandem.media.play.PlaySource;
import dev.tandem.outbound.OutboundClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Prompts from the web: bounded in size, time and redirects, and never from inside our own network. Thread-safe. */
@Singleton
class DownloadedPrompts implements Prompts {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int DOWNLOAD_FAILED = 8536;
    private static final int NO_SPEECH = 8535;

    private final OutboundClient client;

    DownloadedPrompts(OutboundClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Prepared> prepare(PromptSource source) {
        if (source instanceof PromptSource.File file) {
            return download(file.uri());
        }
        return CompletableFuture.completedFuture(new Prepared.Missing(
                ResultInformation.of(400, NO_SPEECH, "No speech provider is configured: only files can be played.")));
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
