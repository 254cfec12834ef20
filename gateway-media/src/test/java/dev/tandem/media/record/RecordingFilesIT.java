package dev.tandem.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.record.RecordingFormat.Container;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as readers that know nothing of us read them: sox and ffmpeg. */
@Tag("interop")
class RecordingFilesIT {
    private static final int FRAMES = 100;

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(1_000_000_000L);

    private Path recorded(Container container, int rateHz, int channels) throws InterruptedException {
        Path file = directory.resolve("r" + rateHz + (container == Container.WAV ? ".wav" : ".opus"));
        BlockingQueue<RecordingEnd> ends = new LinkedBlockingQueue<>();
        try (Recorder recorder = new Recorder(clock::get, List.of(Executors.newSingleThreadScheduledExecutor()))) {
            Recording recording = recorder.start(file, new RecordingFormat(container, rateHz, channels), ends::add);
            short[] frame = new short[rateHz / 50];
            for (int i = 0; i < FRAMES; i++) {
                clock.addAndGet(Timeline.FRAME_NANOS);
                for (int channel = 0; channel < channels; channel++) {
                    tone(frame, i, hertz(channel), rateHz);
                    recording.channel(channel).hear(frame);
                }
            }
            recording.stop();
            assertThat(ends.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        return file;
    }

    private static int hertz(int channel) {
        return 400 + 370 * channel;
    }

    private static void tone(short[] out, int frame, int hertz, int rateHz) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * (frame * out.length + i) / rateHz));
        }
    }

    @ParameterizedTest
    @CsvSource({"8000,1", "16000,2", "24000,3", "48000,1", "16000,5"})
    void ffmpegHearsEachVoiceInItsOwnChannelOfAnOpusFile(int rateHz, int channels) throws Exception {
        Path file = recorded(Container.OGG_OPUS, rateHz, channels);

        List<short[]> heard =
                decoded(channels, "ffmpeg", "-v", "error", "-xerror", "-i", file.toString(), "-f", "s16le", "-");

        assertVoices(heard, 48_000);
        assertThat(heard.get(0).length / 48).as("milliseconds").isBetween(2_000, 2_060);
    }

    @Test
    void soxHearsEachVoiceInItsOwnChannelOfAWavFile() throws Exception {
        Path file = recorded(Container.WAV, 16_000, 2);

        assertVoices(decoded(2, "sox", "-V1", file.toString(), "-t", "s16", "-"), 16_000);
    }

    @Test
    void whatAKilledProcessLeftIsReadByBoth() throws Exception {
        int frames = KilledRecordingTest.killedAfter(150, directory);

        List<short[]> wav =
                decoded(2, "sox", "-V1", directory.resolve("killed.wav").toString(), "-t", "s16", "-");
        List<short[]> ogg = decoded(
                2,
                "ffmpeg",
                "-v",
                "error",
                "-i",
                directory.resolve("killed.opus").toString(),
                "-f",
                "s16le",
                "-");

        assertThat(wav.get(0).length / 320).isGreaterThan(frames - 50);
        assertThat(ogg.get(0).length / 960).isGreaterThan(frames - 50);
    }

    private static void assertVoices(List<short[]> heard, int rateHz) {
        for (int channel = 0; channel < heard.size(); channel++) {
            for (int voice = 0; voice < heard.size(); voice++) {
                double amplitude = amplitude(heard.get(channel), hertz(voice), rateHz);
                if (voice == channel) {
                    assertThat(amplitude).as("channel " + channel).isBetween(6_500.0, 9_500.0);
                } else {
                    assertThat(amplitude)
                            .as("voice " + voice + " in channel " + channel)
                            .isLessThan(160);
                }
            }
        }
    }

    /** Of half a second from the middle. */
    private static double amplitude(short[] samples, int hertz, int rateHz) {
        double sine = 0;
        double cosine = 0;
        int count = rateHz / 2;
        for (int i = 0; i < count; i++) {
            double phase = 2 * Math.PI * hertz * i / rateHz;
            sine += samples[rateHz + i] * Math.sin(phase);
            cosine += samples[rateHz + i] * Math.cos(phase);
        }
        return Math.hypot(sine, cosine) * 2 / count;
    }

    private static List<short[]> decoded(int channels, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ByteBuffer pcm =
                ByteBuffer.wrap(process.getInputStream().readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(process.waitFor()).isZero();
        List<short[]> heard = new ArrayList<>();
        int samples = pcm.remaining() / 2 / channels;
        for (int channel = 0; channel < channels; channel++) {
            short[] one = new short[samples];
            for (int i = 0; i < samples; i++) {
                one[i] = pcm.getShort((i * channels + channel) * 2);
            }
            heard.add(one);
        }
        return heard;
    }
}
