package dev.tandem.bench.hostile;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asks the same thing once a second and keeps what came and how long the longest took. */
final class Probe implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final String name;
    private final Callable<String> question;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Thread thread;
    private volatile boolean running = true;
    private long longestNanos;

    /** Begins at once. What throws counts as silence. */
    Probe(String name, Callable<String> question) {
        this.name = name;
        this.question = question;
        thread = new Thread(this::run, "probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (running) {
            long start = System.nanoTime();
            keep(answer(), System.nanoTime() - start);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private String answer() {
        try {
            return question.call();
        } catch (Exception silent) {
            return "silence";
        }
    }

    private synchronized void keep(String answer, long nanos) {
        answers.merge(answer, 1, Integer::sum);
        longestNanos = Math.max(longestNanos, nanos);
    }

    @Override
    public synchronized String toString() {
        return String.format(Locale.ROOT, "%s %s, at most %,d ms", name, answers, longestNanos / 1_000_000);
    }

    @Override
    public void close() {
        running = false;
    }
}
