package dev.tandem.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.config.TandemConfig;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.PromptOutcome.Decoded;
import dev.tandem.operation.NoSpeech;
import dev.tandem.operation.Speech.Heard;
import dev.tandem.operation.Speech.Spoken;
import dev.tandem.operation.Speech.Utterance;
import dev.tandem.outbound.client.OutboundClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServiceTest
class SpeechTest {

    private static final Utterance HELLO = new Utterance("Hello there.", false, Optional.empty(), Optional.of("en-US"));
    private static final Utterance MARKED =
            new Utterance("<speak>Hello <break/> there.</speak>", true, Optional.empty(), Optional.empty());

    @Inject
    OutboundClient client;

    @Inject
    ObjectMapper json;

    @Inject
    TandemConfig config;

    @Test
    void aServiceIsAskedInTheWordsOfOpenAisApi() throws Exception {
        try (Sink service = new Sink(request -> new Answer(200, Map.of(), "RIFF…"))) {
            Spoken spoken = get(provider(service).say(HELLO));

            JsonNode asked = json.readTree(service.received().get(0).body());
            assertThat(service.received().get(0).path()).isEqualTo("/v1/audio/speech");
            assertThat(asked.get("input").asText()).isEqualTo("Hello there.");
            assertThat(asked.get("response_format").asText()).isEqualTo("wav");
            assertThat(StandardCharsets.UTF_8.decode(spoken.wav().orElseThrow()).toString())
                    .isEqualTo("RIFF…");
        }
    }

    @Test
    void markupIsNotReadOut() throws Exception {
        try (Sink service = new Sink(request -> new Answer(200, Map.of(), "RIFF"))) {
            get(provider(service).say(MARKED));

            assertThat(json.readTree(service.received().get(0).body())
                            .get("input")
                            .asText())
                    .doesNotContain("<")
                    .contains("Hello");
        }
    }

    @Test
    void whatWasSaidIsWrittenDown() throws Exception {
        try (Sink service = new Sink(request -> new Answer(200, Map.of(), "{\"text\":\" Agent, please. \"}"))) {
            Heard heard = get(provider(service).listen(new byte[] {'R', 'I', 'F', 'F'}, Optional.of("en-US")));

            assertThat(heard.text()).contains("Agent, please.");
            assertThat(service.received().get(0).path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(service.received().get(0).body())
                    .contains("name=\"language\"\r\n\r\nen\r\n")
                    .contains("Content-Type: audio/wav\r\n\r\nRIFF\r\n");
        }
    }

    @Test
    void aServiceThatFailsIsNamed() throws Exception {
        try (Sink service = new Sink(request -> Answer.of(500))) {
            assertThat(get(provider(service).say(HELLO)).fault())
                    .contains("127.0.0.1")
                    .contains("500");
            assertThat(get(provider(service).listen(new byte[1], Optional.empty()))
                            .fault())
                    .contains("500");
        }
        assertThat(get(new OpenAiSpeech(client, json, URI.create("http://127.0.0.1:1/v1"), config.speech()).say(HELLO))
                        .fault())
                .contains("does not answer");
    }

    @Test
    void whoeverAsksTooMuchAtOnceIsRefusedUntilThereIsRoom() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        try (Sink service = new Sink(request -> {
            await(busy);
            return new Answer(200, Map.of(), "{\"text\":\"heard\"}");
        })) {
            OpenAiSpeech provider = provider(service);
            List<CompletionStage<Heard>> asked = IntStream.range(0, 32)
                    .mapToObj(i -> provider.listen(new byte[1], Optional.empty()))
                    .toList();

            assertThat(get(provider.listen(new byte[1], Optional.empty())).fault())
                    .contains("too much");
            assertThat(provider.refused()).isOne();
            busy.countDown();
            for (CompletionStage<Heard> one : asked) {
                assertThat(get(one).text()).contains("heard");
            }
            assertThat(get(provider.listen(new byte[1], Optional.empty())).text())
                    .contains("heard");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutAProviderTheAdviceIsClear() throws Exception {
        assertThat(get(new NoSpeech().say(HELLO)).fault()).contains("tandem.speech.url");
        assertThat(get(new NoSpeech().listen(new byte[1], Optional.empty())).fault())
                .contains("tandem.speech.url");
    }

    @Test
    @Tag("interop")
    void espeakSpeaksTextAndMarkup() throws Exception {
        assertThat(EspeakProgram.isInstalled()).as("espeak-ng is installed").isTrue();
        EspeakSpeech espeak = new EspeakSpeech(Runnable::run);

        for (Utterance utterance : new Utterance[] {HELLO, MARKED}) {
            Spoken spoken = get(espeak.say(utterance));
            assertThat(spoken.fault()).isEmpty();
            assertThat(new PlaySource.WavOctets(spoken.wav().orElseThrow()).decode(8_000))
                    .isInstanceOf(Decoded.class);
        }
    }

    @Test
    @Tag("interop")
    void espeakPlaysNoFileOfThisMachine(@TempDir Path folder) throws Exception {
        EspeakSpeech espeak = new EspeakSpeech(Runnable::run);
        Path beep = folder.resolve("beep.wav");
        Files.write(beep, new byte[] {'R', 'I', 'F', 'F'});
        String ssml = "<speak>Hello<audio src=\"" + beep + "\"/></speak>";

        Spoken spoken = get(espeak.say(new Utterance(ssml, true, Optional.empty(), Optional.empty())));

        assertThat(spoken.wav()).isEmpty();
        assertThat(spoken.fault()).contains("audio", "not accepted");
    }

    @Test
    @Tag("interop")
    void espeakSpeaksOnlyWithVoicesItHas() throws Exception {
        EspeakSpeech espeak = new EspeakSpeech(Runnable::run);

        assertThat(get(espeak.say(inVoice("en-US-JennyNeural"))).fault()).isEmpty();
        assertThat(get(espeak.say(inVoice("zh-CN"))).fault()).isEmpty();
        assertThat(get(espeak.say(inVoice("../../etc/passwd"))).fault()).contains("no voice");
        assertThat(get(espeak.say(inVoice("-w/tmp/x"))).fault()).contains("no voice");
    }

    private static Utterance inVoice(String name) {
        return new Utterance("Hello.", false, Optional.of(name), Optional.empty());
    }

    @Test
    void aServiceIsNotAskedForMarkupThatIsRefused() throws Exception {
        try (Sink service = new Sink(request -> new Answer(200, Map.of(), "RIFF"))) {
            String ssml = "<speak>Hello<audio src=\"/etc/passwd\"/></speak>";

            Spoken spoken = get(provider(service).say(new Utterance(ssml, true, Optional.empty(), Optional.empty())));

            assertThat(spoken.fault()).contains("audio");
            assertThat(service.received()).isEmpty();
        }
    }

    private OpenAiSpeech provider(Sink service) {
        return new OpenAiSpeech(client, json, service.uri("/v1"), config.speech());
    }

    private static <T> T get(CompletionStage<T> stage)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
