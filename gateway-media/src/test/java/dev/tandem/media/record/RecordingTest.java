package dev.tandem.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.PcmSink;
import dev.tandem.media.record.RecordingEnd.Reason;
import dev.tandem.media.record.RecordingFormat.Container;
import dev.tandem.testkit.Eventually;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time is the test's: what a file holds depends on the clock the frames came by, not on when the writer ran. */
class RecordingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MILLI = 1_000_000;

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final Recorder recorder = new Recorder(clock::get, List.of(writer));
    private final BlockingQueue<RecordingEnd> ends = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        recorder.close();
    }

    private Recording start(String name, int channels) {
        return recorder.start(directory.resolve(name), new RecordingFormat(Container.WAV, 8_000, channels), ends::add);
    }

    private void hear(PcmSink channel, int value) {
        short[] frame = new short[160];
        Arrays.fill(frame, (short) value);
        channel.hear(frame);
    }

    private void pass(long millis) {
        clock.addAndGet(millis * MILLI);
    }

    private RecordingEnd end() throws InterruptedException {
        RecordingEnd end = ends.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        return end;
    }

    private short[] samples(String name) throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(40)).isEqualTo(file.limit() - 44);
        assertThat(file.getInt(4)).isEqualTo(file.limit() - 8);
        ShortBuffer shorts =
                file.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] samples = new short[shorts.remaining()];
        shorts.get(samples);
        return samples;
    }

    /** One value for each frame of a channel. */
    private static int[] frames(short[] samples, int channels, int channel) {
        int[] values = new int[samples.length / channels / 160];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[(i * 160 + 80) * channels + channel];
        }
        return values;
    }

    @Test
    void everyFrameIsInTheFileInOrder() throws Exception {
        Recording recording = start("mixed.wav", 1);
        for (int i = 1; i <= 100; i++) {
            pass(20);
            hear(recording.party(), i);
        }
        recording.stop();

        assertThat(end().reason()).isEqualTo(Reason.STOPPED);
        int[] heard = frames(samples("mixed.wav"), 1, 0);
        assertThat(heard.length).isBetween(100, 102);
        int[] rest = Arrays.stream(heard).dropWhile(value -> value == 0).toArray();
        assertThat(Arrays.copyOf(rest, 100))
                .isEqualTo(IntStream.rangeClosed(1, 100).toArray());
    }

    @Test
    void whoComesLaterOrGoesForAWhileKeepsTheirPlaceInTime() throws Exception {
        Recording recording = start("unmixed.wav", 2);
        for (int i = 1; i <= 100; i++) {
            // A tick is never quite on time, and the two channels never quite together.
            pass(i % 2 == 0 ? 26 : 14);
            hear(recording.channel(0), i);
            clock.addAndGet(300_000);
            boolean there = i > 20 && !(i > 50 && i <= 80);
            if (there) {
                hear(recording.channel(1), i);
            }
            clock.addAndGet(-300_000);
        }
        recording.stop();
        end();

        short[] samples = samples("unmixed.wav");
        int[] first = frames(samples, 2, 0);
        int[] second = frames(samples, 2, 1);
        for (int i = 0; i < first.length; i++) {
            boolean there = first[i] > 20 && !(first[i] > 50 && first[i] <= 80);
            assertThat(second[i]).as("beside " + first[i]).isEqualTo(there ? first[i] : 0);
        }
        assertThat(recording.framesDropped()).isZero();
    }

    @Test
    void aPauseIsLeftOutAndNoSilenceStandsForIt() throws Exception {
        Recording recording = start("paused.wav", 1);
        for (int i = 1; i <= 150; i++) {
            pass(20);
            if (i == 51) {
                recording.pause();
            }
            if (i == 101) {
                recording.resume();
            }
            hear(recording.channel(0), i);
        }
        recording.stop();
        end();

        int[] heard = Arrays.stream(frames(samples("paused.wav"), 1, 0))
                .filter(value -> value > 0)
                .toArray();
        assertThat(heard).hasSize(100).contains(50, 101).doesNotContain(51, 100);
        assertThat(frames(samples("paused.wav"), 1, 0).length).isBetween(100, 105);
    }

    @Test
    void aDiskThatStandsStillLosesFramesButNotTheirTime() throws Exception {
        Recording recording = start("slow.wav", 1);
        CountDownLatch diskStands = new CountDownLatch(1);
        writer.execute(() -> await(diskStands));
        for (int i = 1; i <= 400; i++) {
            pass(20);
            hear(recording.channel(0), i);
        }
        assertThat(recording.framesDropped()).isEqualTo(400 - Channel.FRAMES);
        diskStands.countDown();
        writer.submit(() -> recording.pass(0)).get();
        for (int i = 401; i <= 410; i++) {
            pass(20);
            hear(recording.channel(0), i);
        }
        recording.stop();

        assertThat(end().framesDropped()).isEqualTo(400 - Channel.FRAMES);
        int[] heard = frames(samples("slow.wav"), 1, 0);
        int first = Channel.FRAMES;
        int shift = heard[0] == 0 ? 1 : 0;
        assertThat(heard[first - 1 + shift]).isEqualTo(first);
        assertThat(heard[first + shift]).isZero();
        assertThat(heard[400 + shift]).isEqualTo(401);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFileThatIsThereAlreadyIsNotOverwritten() throws Exception {
        Path taken = Files.writeString(directory.resolve("taken.wav"), "precious");
        start("taken.wav", 1);

        RecordingEnd end = end();
        assertThat(end.reason()).isEqualTo(Reason.FAILED);
        assertThat(end.message()).contains("FileAlreadyExists");
        assertThat(taken).hasContent("precious");
        assertThat(recorder.active()).isZero();
    }

    @Test
    void aRecordingThatFailedTakesEverythingAndKeepsNothing() throws Exception {
        Files.writeString(directory.resolve("file"), "not a directory");
        Recording recording = start("file/in-it.wav", 1);
        assertThat(end().reason()).isEqualTo(Reason.FAILED);

        for (int i = 0; i < 500; i++) {
            pass(20);
            hear(recording.channel(0), i);
        }
        recording.stop();

        assertThat(recording.framesDropped()).isZero();
        assertThat(ends).as("the end is told once").isEmpty();
    }

    @Test
    void theFileCanBeReadWhileItGrows() {
        Recording recording = start("growing.wav", 1);
        for (int i = 1; i <= 100; i++) {
            pass(20);
            hear(recording.channel(0), i);
        }
        Eventually.within(PATIENCE, () -> grown() >= 85);
        recording.stop();
    }

    private int grown() {
        Path file = directory.resolve("growing.wav");
        try {
            // Before the header is written there is nothing to read.
            return Files.exists(file) && Files.size(file) > 44 ? samples("growing.wav").length / 160 : 0;
        } catch (IOException | AssertionError between) {
            return 0;
        }
    }
}
