package dev.tandem.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.PromptOutcome.Decoded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRecordingTest {
    private static final int FRAMES = 200;

    @TempDir
    Path directory;

    /** Runs a recording process, and ends it by SIGKILL after some frames; returns the last frame it spoke of. */
    static int killedAfter(int frames, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = out.readLine();
            while (line != null) {
                last = Integer.parseInt(line);
                if (last >= frames) {
                    // By its handle: the process object would close the stream that is being read.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    @Test
    void filesOfAKilledProcessAreReadableUpToTheLastSecond() throws Exception {
        Duration heard = Duration.ofMillis(20L * killedAfter(FRAMES, directory));
        assertThat(heard).isGreaterThanOrEqualTo(Duration.ofMillis(20L * FRAMES));

        Decoded wav = (Decoded) new PlaySource.WavFile(directory.resolve("killed.wav")).decode(16_000);
        assertThat(wav.prompt().length()).isGreaterThan(heard.minusSeconds(1));

        OggFile ogg = new OggFile(Files.readAllBytes(directory.resolve("killed.opus")));
        assertThat(ogg.ended).isFalse();
        assertThat(Duration.ofMillis(ogg.granule / 48)).isGreaterThan(heard.minusSeconds(1));
        assertThat(ogg.packets.size() - 2L).isEqualTo(ogg.granule / 960);
    }
}
