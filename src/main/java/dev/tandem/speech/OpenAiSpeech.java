package dev.tandem.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.config.SpeechConfig;
import dev.tandem.media.play.PlaySource;
import dev.tandem.operation.Speech;
import dev.tandem.outbound.client.OutboundClient;
import dev.tandem.outbound.client.OutboundClient.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * A service that speaks OpenAI's audio API: {@code POST /audio/speech} and {@code POST /audio/transcriptions} below the
 * configured URL. Many do, those one runs oneself included.
 */
final class OpenAiSpeech implements Speech {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);
    private static final int TEXT_OCTETS_MAX = 256 * 1024;
    /** Each of them may hold a megabyte of sound. */
    private static final int ASKED_AT_ONCE_MAX = 32;

    private final OutboundClient client;
    private final ObjectMapper json;
    private final URI url;
    private final SpeechConfig config;
    private final Duration patience;
    private final Semaphore room = new Semaphore(ASKED_AT_ONCE_MAX);
    private final LongAdder refused = new LongAdder();

    OpenAiSpeech(OutboundClient client, ObjectMapper json, URI url, SpeechConfig config) {
        this(client, json, url, config, USUAL_PATIENCE);
    }

    /** The same, with the time the service has for an answer. */
    OpenAiSpeech(OutboundClient client, ObjectMapper json, URI url, SpeechConfig config, Duration patience) {
        this.client = client;
        this.json = json;
        this.url = url;
        this.config = config;
        this.patience = patience;
    }

    @Override
    public String name() {
        return url.getHost();
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public long refused() {
        return refused.sum();
    }

    @Override
    public CompletionStage<Spoken> say(Utterance utterance) {
        if (!utterance.ssml()) {
            return say(utterance.text(), utterance.voice());
        }
        // The API knows no SSML: the words are spoken, the markup is not. Its voice is the configured one.
        Ssml ssml = Ssml.read(utterance.text(), Optional::of);
        if (ssml instanceof Ssml.Refused refusal) {
            return CompletableFuture.completedFuture(Spoken.failed(refusal.fault()));
        }
        if (ssml instanceof Ssml.Read read) {
            return say(read.words(), Optional.empty());
        }
        throw new AssertionError(ssml);
    }

    private CompletionStage<Spoken> say(String text, Optional<String> voice) {
        String body = json.createObjectNode()
                .put("model", config.voiceModel())
                .put("voice", voice.orElse(config.voice()))
                .put("input", text)
                .put("response_format", "wav")
                .toString();
        return ask("/audio/speech", "application/json", Buffer.buffer(body), PlaySource.OCTETS_MAX)
                .thenApply(
                        reply -> reply.isSuccess() ? Spoken.of(reply.body().getBytes()) : Spoken.failed(fault(reply)))
                .exceptionally(fault -> Spoken.failed(fault(fault)));
    }

    @Override
    public CompletionStage<Heard> listen(byte[] wav, Optional<String> locale) {
        String boundary = UUID.randomUUID().toString();
        Buffer body = Buffer.buffer()
                .appendString(field(boundary, "model", config.listeningModel()))
                .appendString(field(boundary, "response_format", "json"))
                // ISO 639-1, the first part of the locale.
                .appendString(locale.map(name -> field(boundary, "language", name.replaceFirst("[-_].*", "")))
                        .orElse(""))
                .appendString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n"
                        + "Content-Type: audio/wav\r\n\r\n")
                .appendBytes(wav)
                .appendString("\r\n--" + boundary + "--\r\n");
        return ask("/audio/transcriptions", "multipart/form-data; boundary=" + boundary, body, TEXT_OCTETS_MAX)
                .thenApply(reply -> reply.isSuccess() ? read(reply) : Heard.failed(fault(reply)))
                .exceptionally(fault -> Heard.failed(fault(fault)));
    }

    private static String field(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"
                + value.replaceAll("[\r\n]", "") + "\r\n";
    }

    private CompletionStage<Reply> ask(String path, String type, Buffer body, int octetsMax) {
        if (!room.tryAcquire()) {
            refused.increment();
            return CompletableFuture.failedFuture(new IllegalStateException("too much is asked of it at once"));
        }
        Map<String, String> headers = new HashMap<>(Map.of("content-type", type));
        config.key().ifPresent(key -> headers.put("authorization", "Bearer " + key));
        URI target = URI.create(url.toString().replaceFirst("/+$", "") + path);
        return client.sendToConfigured(HttpMethod.POST, target, headers, body, octetsMax, patience)
                .onComplete(done -> room.release())
                .toCompletionStage();
    }

    private Heard read(Reply reply) {
        try {
            JsonNode text =
                    json.readTree(reply.body().toString(StandardCharsets.UTF_8)).path("text");
            return text.isTextual()
                    ? Heard.of(text.asText().trim())
                    : Heard.failed("The speech service " + name() + " answered no text.");
        } catch (JsonProcessingException notJson) {
            return Heard.failed("The speech service " + name() + " did not answer JSON.");
        }
    }

    private String fault(Reply reply) {
        return "The speech service " + name() + " answered " + reply.status() + ".";
    }

    private String fault(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return "The speech service " + name() + " does not answer: " + cause.getMessage();
    }
}
