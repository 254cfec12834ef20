package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process that plays a scenario. */
final class Sipp implements AutoCloseable {
    private final Process process;
    private final Path output;

    /** Starts one that plays {@code scenario} from {@code port}, towards {@code target} when it calls. */
    Sipp(String scenario, int port, List<String> arguments) throws IOException {
        output = Files.createTempFile("sipp", ".log");
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                Path.of("src/test/resources/sipp", scenario + ".xml")
                        .toAbsolutePath()
                        .toString(),
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

    void expectSuccess() throws IOException, InterruptedException {
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("SIPp ends").isTrue();
        String log = Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue())
                .as(log.substring(Math.max(0, log.length() - 4_000)))
                .isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
