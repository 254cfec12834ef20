package dev.tandem.bench.media;

import dev.tandem.bench.process.CpuTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of a load program that is spoken to in lines. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;
    private final PrintStream told;

    /** Starts it; what it says on its error stream goes to ours. */
    public Child(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        told = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** A class of this program in a JVM of its own. */
    static Child java(Class<?> program, String... words) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(words));
        return new Child(command);
    }

    /** Says a line to it. */
    public void tell(String line) {
        told.println(line);
    }

    /** Its next line, split at blanks, which must begin with this word. */
    public String[] expect(String word) throws IOException {
        String line = says.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IOException("expected " + word + ", read " + line);
        }
        return line.split(" ");
    }

    /** The CPU time it has used, user and system. */
    double cpuSeconds() throws IOException {
        return CpuTime.seconds(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
