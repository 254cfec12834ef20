package dev.tandem.bench.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The C program that does nothing but libopus and UDP, compiled when it is needed. */
final class Floor implements Gateway {
    private static final int FIRST_PORT = 20_000;

    private final Child process;

    Floor(Scenario scenario) throws IOException, InterruptedException {
        Path program = Path.of("bench/target/floor");
        int status = new ProcessBuilder(
                        "gcc", "-O2", "-w", "-o", program.toString(), "bench/src/main/c/floor.c", "-l:libopus.so.0")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("the floor needs gcc and libopus");
        }
        process = new Child(List.of(
                program.toString(),
                Integer.toString(FIRST_PORT),
                Integer.toString(scenario.calls()),
                scenario.relay() ? "1" : "0",
                Integer.toString(scenario.complexity())));
        process.expect("ready");
    }

    @Override
    public void connect(Child peers, String fingerprint, int[] ports) {
        for (int stream = 0; stream < ports.length; stream++) {
            peers.tell("connect " + stream + " " + (FIRST_PORT + stream));
        }
    }

    @Override
    public double cpuSeconds() throws IOException {
        return process.cpuSeconds();
    }

    @Override
    public void close() {
        process.close();
    }
}
