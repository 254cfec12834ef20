package dev.tandem.sip.endpoint;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;

/** The loops of an endpoint, one per processor and at least two, and the timer that wakes them. Thread-safe. */
final class Loops implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread made = new Thread(task, "sip-timer");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    private final List<Loop> loops = IntStream.range(
                    0, Math.max(2, Runtime.getRuntime().availableProcessors()))
            .mapToObj(number -> new Loop("sip-loop-" + number, timer))
            .toList();

    Loops() {
        // A session timer runs for half an hour; called off, it must not keep its leg in memory for as long.
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The loop that owns a Call-ID. */
    Loop of(String callId) {
        return loops.get(Math.floorMod(callId.hashCode(), loops.size()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        loops.forEach(Loop::stop);
    }
}
