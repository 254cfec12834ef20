package dev.tandem.speech;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs espeak-ng: text in by its standard input, octets out by its standard output. It gets no more time, room and
 * environment than it needs, and never a word of a caller's on its command line. Blocks: its own workers only.
 */
final class EspeakProgram {

    static final String NAME = "espeak-ng";

    /** Secrets may be configured by the environment; a program that is fed strangers' text has no business with them. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH", "ESPEAK_DATA_PATH");

    private final String program;
    private final Duration patience;
    private final int octetsMax;

    /** The program of that name, bounded in the time it may take and the octets it may write. */
    EspeakProgram(String program, Duration patience, int octetsMax) {
        this.program = program;
        this.patience = patience;
        this.octetsMax = octetsMax;
    }

    /** What came out, or why nothing: a sentence. */
    record Output(ByteBuffer octets, String fault) {

        private static Output failed(String fault) {
            return new Output(ByteBuffer.allocate(0), fault);
        }
    }

    /** Whether it is on the path. */
    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, NAME))) {
                return true;
            }
        }
        return false;
    }

    /** Runs it once. */
    Output run(List<String> arguments, String input) throws IOException, InterruptedException {
        Process process = start(arguments);
        CompletableFuture<Process> inTime = process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        // Ends the reading below as well.
        CompletableFuture<Process> over = inTime.whenComplete((exited, late) -> kill(process));
        try {
            Output output = speakTo(process, input);
            if (output.fault().isEmpty()) {
                process.waitFor();
            }
            return inTime.isCompletedExceptionally()
                    ? late()
                    : output.fault().isEmpty() ? ended(process, output) : output;
        } finally {
            kill(process);
            over.cancel(false);
        }
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    private Output speakTo(Process process, String input) throws IOException {
        try (OutputStream text = process.getOutputStream()) {
            text.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It ended without reading: how it ended says why.
        }
        byte[] octets = process.getInputStream().readNBytes(octetsMax + 1);
        return octets.length <= octetsMax
                ? new Output(ByteBuffer.wrap(octets), "")
                : Output.failed("What " + NAME + " makes of the text is longer than " + octetsMax + " octets.");
    }

    private static Output ended(Process process, Output output) {
        return process.exitValue() == 0 && output.octets().hasRemaining()
                ? output
                : Output.failed(NAME + " could not speak the text.");
    }

    private Output late() {
        return Output.failed(NAME + " took more than " + patience.toSeconds() + " seconds.");
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
