package dev.tandem.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process that plays a scenario. */
public final class Sipp implements AutoCloseable {

    private static final int LOG_CHARS_MAX = 4_000;

    private final Process process;
    private final Path output;

    /** Starts one that plays {@code scenario} from {@code port} on 127.0.0.1; to call, give it a target to call. */
    public Sipp(Path scenario, int port, List<String> arguments) throws IOException {
        output = Files.createTempFile("sipp", ".log");
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                scenario.toAbsolutePath().toString(),
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-nostdin",
                "-timeout",
                "40s",
                "-timeout_error"));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .directory(Files.createTempDirectory("sipp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits for its end and fails with what it printed unless all its calls went as the scenario says. */
    public void expectSuccess() throws IOException, InterruptedException {
        boolean ended = process.waitFor(50, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            String log = Files.readString(output, StandardCharsets.ISO_8859_1);
            throw new AssertionError((ended ? "SIPp failed: " : "SIPp does not end: ")
                    + log.substring(Math.max(0, log.length() - LOG_CHARS_MAX)));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
