package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The packaged gateway as a child process. */
final class Gateway implements AutoCloseable {
    /** Its log, in its folder. */
    static final String LOG = "gateway.log";

    private static final String KEY = "dGFuZGVtLWJlbmNoLWtleS10aGF0LWlzLWxvbmctZW5vdWdo";
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration REST_WITHIN = Duration.ofSeconds(5);
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final Rest rest;

    /** Starts it and waits until it is ready. */
    Gateway(Launch launch, Ports ports, Path folder) throws IOException {
        log = folder.resolve(LOG);
        rest = new Rest(ports.http());
        process = new ProcessBuilder(launch.command(ports, KEY))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the gateway did not start: " + lastWords());
            }
            LockSupport.parkNanos(200_000_000);
        }
        rest.signIn(KEY);
    }

    private boolean isReady() {
        try {
            return rest.get("/q/health/ready", REST_WITHIN).isGood();
        } catch (IOException notYet) {
            return false;
        }
    }

    Rest rest() {
        return rest;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Vitals vitals() {
        return Vitals.of(process.pid());
    }

    /** What its log says of its end, or the last line. */
    String lastWords() {
        String status = process.isAlive() ? "" : "exit " + process.exitValue() + ": ";
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            // The first mention is the cause, what follows are its consequences.
            String[] last = {""};
            Optional<String> cause = lines.peek(line -> last[0] = line)
                    .filter(line -> line.contains("OutOfMemoryError") || line.contains("Terminating"))
                    .findFirst();
            return status + cause.orElse(last[0]);
        } catch (IOException unreadable) {
            return status + unreadable.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
