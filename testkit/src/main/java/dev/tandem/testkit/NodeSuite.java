package dev.tandem.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@code node:test} cases, run by the Node on the path. Each of its cases becomes a {@link Case}, so that a
 * JUnit test factory can show them one by one.
 */
public final class NodeSuite {

    private static final int OUTPUT_CHARS_MAX = 8_000;
    private static final int INSTALL_SECONDS_MAX = 240;
    private static final int RUN_SECONDS_MAX = 180;

    private final Path directory;

    /** The scripts of an npm package; its dependencies are installed as its lock file says when they are not there. */
    public NodeSuite(Path directory) throws IOException, InterruptedException {
        this.directory = directory.toAbsolutePath();
        if (!Files.isDirectory(this.directory.resolve("node_modules"))) {
            Ended install = end(
                    List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), Map.of(), INSTALL_SECONDS_MAX);
            if (install.status() != 0) {
                throw new IOException("npm ci failed: " + install.output());
            }
        }
    }

    /**
     * One case of a script.
     *
     * @param failure what the script said about it; empty when it passed
     */
    public record Case(String name, Optional<String> failure) {

        /** Fails as the case did. */
        public void expectSuccess() {
            failure.ifPresent(reason -> {
                throw new AssertionError(name + "\n" + reason);
            });
        }
    }

    /** Runs a script to its end; a script that breaks off counts as a failed case too. */
    public List<Case> run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Ended ended = end(List.of("node", "--test-reporter=tap", script), environment, RUN_SECONDS_MAX);
        List<Case> cases = new ArrayList<>(Tap.read(ended.output().lines().toList()));
        boolean toldWhy = cases.stream().anyMatch(each -> each.failure().isPresent());
        if (cases.isEmpty() || (ended.status() != 0 && !toldWhy)) {
            String output = ended.output();
            cases.add(new Case(
                    script + " runs to its end",
                    Optional.of("exit status " + ended.status() + "\n"
                            + output.substring(Math.max(0, output.length() - OUTPUT_CHARS_MAX)))));
        }
        return cases;
    }

    private record Ended(int status, String output) {}

    private Ended end(List<String> command, Map<String, String> environment, int secondsMax)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(secondsMax, TimeUnit.SECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            return new Ended(ended ? process.exitValue() : -1, printed);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
