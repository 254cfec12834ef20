package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the machine that an attack needs. */
final class Programs {
    private Programs() {}

    static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    /** Runs one to its end; what it says is in the exception when it fails. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status + ": " + said);
        }
    }
}
