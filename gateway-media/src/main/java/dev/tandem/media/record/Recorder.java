package dev.tandem.media.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Makes recordings, and owns the few threads that write them. Thread-safe; never blocks but in {@link #close}.
 */
public final class Recorder implements AutoCloseable {
    /** Recordings at a time; one more fails at once. */
    public static final int RECORDINGS_MAX = 2_000;

    private static final Duration CLOSING_MAX = Duration.ofSeconds(5);

    private final LongSupplier clock;
    private final List<ScheduledExecutorService> writers;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();

    /** A recorder with some writer threads, of which each recording keeps to one, on the monotonic clock of the JVM. */
    public Recorder(int writers) {
        this(
                System::nanoTime,
                IntStream.range(0, writers).mapToObj(Recorder::writer).toList());
    }

    Recorder(LongSupplier clock, List<ScheduledExecutorService> writers) {
        this.clock = clock;
        this.writers = writers;
    }

    private static ScheduledExecutorService writer(int index) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "recording-writer-" + index);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins a recording, which also covers the time until its first frame. A file that cannot be made is told like any
     * other failure.
     *
     * @param onEnd told exactly once, on a writer thread
     */
    public Recording start(Path path, RecordingFormat format, Consumer<RecordingEnd> onEnd) {
        ScheduledExecutorService writer = writers.get(Math.floorMod(started.getAndIncrement(), writers.size()));
        Recording recording = new Recording(path, format, clock, writer, end -> {
            active.decrementAndGet();
            onEnd.accept(end);
        });
        boolean tooMany = active.incrementAndGet() > RECORDINGS_MAX;
        writer.execute(tooMany ? recording::refuse : recording::open);
        return recording;
    }

    /** Recordings going on. */
    public int active() {
        return active.get();
    }

    /** Lets the writers finish what was stopped; for the rest the files end where they are, readable. */
    @Override
    public void close() {
        writers.forEach(ScheduledExecutorService::shutdown);
        long deadline = System.nanoTime() + CLOSING_MAX.toNanos();
        for (ScheduledExecutorService writer : writers) {
            try {
                if (!writer.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    writer.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                writer.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
