package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.event.Sink.Received;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.SpeechCorrelation;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded when the gateway was killed (SIGKILL) can be fetched when it is back, and whoever waits is told. */
@Tag("interop")
class RecordingOutlivesKillIT {

    private static final String VERSION = "?api-version=2023-03-06";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int RATE_HZ = 16_000;
    private static final int RECORDED_SECONDS = 8;
    private static final double ALIKE = 0.7;

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void anOpenRecordingBecomesAFileThatPlays() throws Exception {
        try (Sink sink = new Sink(this::agree)) {
            String recordingId;
            try (RunningJar gateway = start("first")) {
                subscribe(gateway, sink);
                recordingId = record(gateway, sink);
                Eventually.within(PATIENCE, () -> recordedOctets() > RATE_HZ * 2 * RECORDED_SECONDS);
                gateway.kill();
            }
            try (RunningJar gateway = start("second")) {
                Eventually.within(
                        PATIENCE,
                        () -> event(sink, "RecordingFileStatusUpdated").isPresent());
                JsonNode told = event(sink, "RecordingFileStatusUpdated").get();
                assertThat(told.toString()).contains(recordingId);
                assertIsHeard(gateway.octets("/calling/recordingFiles/" + recordingId + "/content" + VERSION));
            }
        }
    }

    private RunningJar start(String life) throws Exception {
        return new RunningJar(
                directory.resolve("data"), directory.resolve(life + ".log"), "-Dtandem.outbound.allow=127.0.0.1");
    }

    /** Takes everything, and agrees to be sent events. */
    private Answer agree(Received request) {
        try {
            String code =
                    json.readTree(request.body()).at("/0/data/validationCode").asText();
            return new Answer(200, Map.of(), code.isEmpty() ? "" : "{\"validationResponse\":\"" + code + "\"}");
        } catch (IOException malformed) {
            return Answer.of(400);
        }
    }

    private static void subscribe(RunningJar gateway, Sink sink) throws Exception {
        gateway.put(
                "/eventSubscriptions/files", "{\"endpoint\":\"" + sink.uri("/events") + "\",\"schema\":\"eventGrid\"}");
    }

    private String record(RunningJar gateway, Sink sink) throws Exception {
        gateway.post("/calling/callConnections" + VERSION, """
                {"targets":[{"kind":"phoneNumber","phoneNumber":{"value":"+14255550199"}}],
                 "sourceCallerIdNumber":{"value":"%s"},"callbackUri":"%s"}
                """.formatted(gateway.buyNumber(), sink.uri("/callbacks")));
        Eventually.within(PATIENCE, () -> event(sink, "CallConnected").isPresent());
        String call =
                event(sink, "CallConnected").get().at("/data/serverCallId").asText();
        return gateway.post("/calling/recordings" + VERSION, """
                {"callLocator":{"kind":"serverCallLocator","serverCallId":"%s"},"recordingContentType":"audio",
                 "recordingChannelType":"mixed","recordingFormatType":"wav"}
                """.formatted(call))
                .path("recordingId")
                .asText();
    }

    private Optional<JsonNode> event(Sink sink, String type) {
        return sink.received().stream()
                .flatMap(this::events)
                .filter(event ->
                        (event.path("type").asText() + event.path("eventType").asText()).endsWith("." + type))
                .findFirst();
    }

    private Stream<JsonNode> events(Received request) {
        try {
            return StreamSupport.stream(json.readTree(request.body()).spliterator(), false);
        } catch (IOException malformed) {
            throw new AssertionError(request.body(), malformed);
        }
    }

    private long recordedOctets() {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .map(Path::toFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException changing) {
            return 0;
        }
    }

    private void assertIsHeard(byte[] wav) throws IOException {
        assertThat(wav).startsWith('R', 'I', 'F', 'F');
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt(24)).as("samples a second").isEqualTo(RATE_HZ);
        assertThat(header.getInt(40)).as("octets that the header promises").isBetween(1, wav.length - 44);
        Path file = Files.write(directory.resolve("fetched.wav"), wav);
        short[] said = Arrays.copyOf(VoiceSamples.welcome(), RECORDED_SECONDS * 8_000);
        List<Double> windows = SpeechCorrelation.windows(said, VoiceSamples.file16k(file));
        assertThat(SpeechCorrelation.share(windows, ALIKE))
                .as("the carrier's sentence: %s", windows)
                .isGreaterThan(0.5);
    }
}
