package dev.tandem.media.record;

import dev.tandem.media.PcmParty;
import dev.tandem.media.PcmSink;
import dev.tandem.media.record.RecordingEnd.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One recording going on. Methods are for any thread and never block; its channels belong to media loops, its file to one
 * writer thread. Made by {@link Recorder#start}.
 *
 * <p>All channels lie on one timeline: what nobody delivered is silence of its length, so they never drift apart.
 */
public final class Recording {
    private static final Logger LOG = Logger.getLogger(Recording.class);
    private static final long PASS_MILLIS = 100;
    /** How far the file stays behind, for a frame that comes late; 200 ms. */
    private static final int LAG_FRAMES = 10;

    private final Path path;
    private final RecordingFormat format;
    private final LongSupplier clock;
    private final Timeline timeline;
    private final List<Channel> channels;
    private final ScheduledExecutorService writer;
    private final Consumer<RecordingEnd> onEnd;

    // The writer's.
    private final short[][] frames;
    private @Nullable AudioFile file;
    private @Nullable ScheduledFuture<?> passes;
    private long written;
    private boolean ended;

    Recording(
            Path path,
            RecordingFormat format,
            LongSupplier clock,
            ScheduledExecutorService writer,
            Consumer<RecordingEnd> onEnd) {
        this.path = path;
        this.format = format;
        this.clock = clock;
        this.writer = writer;
        this.onEnd = onEnd;
        timeline = new Timeline(clock.getAsLong());
        channels = Stream.generate(() -> new Channel(format.sampleRateHz(), timeline, clock))
                .limit(format.channels())
                .toList();
        frames = new short[format.channels()][format.frameSamples()];
    }

    /** Where a channel is heard, counted from 0: the sink of one party, or of everybody when there is one only. */
    public PcmSink channel(int index) {
        return channels.get(index);
    }

    /** A silent party that hears for channel 0: a member in a conference for a mixed recording. */
    public PcmParty party() {
        return new Listener(channels.get(0));
    }

    /** Leaves out what comes until {@link #resume}; no silence stands for it. */
    public void pause() {
        timeline.rest(clock.getAsLong());
    }

    /** Goes on after a pause. */
    public void resume() {
        timeline.goOn(clock.getAsLong());
    }

    /** Ends it; the file is complete when its end is told. Idempotent. */
    public void stop() {
        timeline.rest(clock.getAsLong());
        writer.execute(() -> {
            pass(-1);
            end(Reason.STOPPED, "");
        });
    }

    /** 20 ms frames lost so far. */
    public long framesDropped() {
        return channels.stream().mapToLong(Channel::dropped).sum();
    }

    void open() {
        try {
            file = AudioFile.create(path, format);
            passes = writer.scheduleWithFixedDelay(
                    () -> pass(LAG_FRAMES), PASS_MILLIS, PASS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException impossible) {
            failed(impossible);
        }
    }

    void refuse() {
        end(Reason.FAILED, "there are " + Recorder.RECORDINGS_MAX + " recordings already");
    }

    /** Writes what is due, and stays {@code lag} frames behind; -1 takes in the frame that is going on. */
    void pass(int lag) {
        AudioFile growing = file;
        if (ended || growing == null) {
            return;
        }
        try {
            long due = timeline.frame(clock.getAsLong()) - lag;
            boolean room = true;
            while (room && written < due) {
                room = writeFrame(growing);
            }
            growing.flush();
            if (!room) {
                end(Reason.FULL, "");
            }
        } catch (IOException | RuntimeException full) {
            failed(full);
        }
    }

    private boolean writeFrame(AudioFile growing) throws IOException {
        for (int channel = 0; channel < frames.length; channel++) {
            channels.get(channel).read(written, frames[channel]);
        }
        boolean room = growing.write(frames);
        written += room ? 1 : 0;
        return room;
    }

    private void failed(Exception failure) {
        LOG.warnf("the recording %s cannot go on: %s", path.getFileName(), failure);
        String message = failure.getMessage();
        end(Reason.FAILED, failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }

    private void end(Reason reason, String message) {
        if (ended) {
            return;
        }
        ended = true;
        // From here on the channels take nothing any more.
        timeline.rest(clock.getAsLong());
        if (passes != null) {
            passes.cancel(false);
        }
        Reason closed = close() ? reason : Reason.FAILED;
        onEnd.accept(new RecordingEnd(length(), framesDropped(), closed, message));
    }

    private boolean close() {
        try {
            if (file != null) {
                file.close();
            }
            return true;
        } catch (IOException | RuntimeException unclean) {
            LOG.warnf(unclean, "the recording %s was not closed cleanly", path.getFileName());
            return false;
        }
    }

    private Duration length() {
        return Duration.ofNanos(written * Timeline.FRAME_NANOS);
    }

    /** Hears and says nothing. */
    private record Listener(PcmSink ear) implements PcmParty {
        @Override
        public int sampleRateHz() {
            return ear.sampleRateHz();
        }

        @Override
        public void hear(short[] frame) {
            ear.hear(frame);
        }

        @Override
        public void speak(short[] frame) {
            Arrays.fill(frame, (short) 0);
        }
    }
}
