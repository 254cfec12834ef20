package dev.tandem.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program run as its own process, by its lines of output. */
public final class Program implements AutoCloseable {

    private static final int LINES_MAX = 10_000;
    private static final int GRACE_SECONDS = 5;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Starts a command in a directory, with these variables beside the present ones. */
    public Program(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(this::read, "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (lines.size() < LINES_MAX) {
                    lines.add(line);
                }
            }
        } catch (IOException ended) {
            lines.add("(" + ended.getMessage() + ")");
        }
    }

    /** What it has printed so far. */
    public List<String> lines() {
        return lines;
    }

    /** Waits for a line with this text in it; returns the line, fails with all there was when it does not come. */
    public String await(Duration patience, String text) {
        try {
            Eventually.within(patience, () -> find(text).isPresent() || !process.isAlive());
        } catch (AssertionError late) {
            throw new AssertionError("no '" + text + "' in " + lines, late);
        }
        return find(text).orElseThrow(() -> new AssertionError("it ended without '" + text + "': " + lines));
    }

    private Optional<String> find(String text) {
        return lines.stream().filter(line -> line.contains(text)).findFirst();
    }

    /** Ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
