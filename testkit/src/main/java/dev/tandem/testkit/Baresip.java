package dev.tandem.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A baresip of its own: plays a WAV as its microphone and records what it hears. */
public final class Baresip implements AutoCloseable {

    private static final String CONFIG = """
            sip_listen 127.0.0.1:%d
            net_interface 127.0.0.1
            call_max_calls 4
            audio_player aufile,%s/player.wav
            audio_source aufile,%s
            audio_alert aufile,%s/alert.wav
            audio_channels 1
            rtp_ports %d-%d
            snd_path %s
            module_path /usr/lib/baresip/modules
            module stdio.so
            module g711.so
            module sndfile.so
            module aufile.so
            module srtp.so
            module_tmp account.so
            module_app menu.so
            """;

    private final Path directory;
    private final Path log;
    private final Process process;

    /**
     * Starts one.
     *
     * @param port its SIP port on 127.0.0.1
     * @param account the line of its accounts file
     * @param microphone WAV of 8000 Hz
     * @param life it ends itself after this
     */
    public Baresip(int port, String account, Path microphone, Duration life) {
        try {
            directory = Files.createTempDirectory("baresip");
            log = directory.resolve("log");
            Files.writeString(
                    directory.resolve("config"),
                    CONFIG.formatted(port, directory, microphone, directory, 38_000, 38_900, directory));
            Files.writeString(directory.resolve("accounts"), account + "\n");
            Files.writeString(directory.resolve("contacts"), "");
            process = start(life);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Process start(Duration life) throws IOException {
        return new ProcessBuilder("baresip", "-4", "-f", directory.toString(), "-t", "" + life.toSeconds())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Types a command, e.g. {@code /dial sip:…} or {@code /hangup}. */
    public void command(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(log(), ended);
        }
    }

    /** Waits until it has printed a text; fails with all it printed when it does not in time. */
    public void await(String text, Duration patience) {
        try {
            Eventually.within(patience, () -> log().contains(text));
        } catch (AssertionError late) {
            throw new AssertionError("baresip did not print '" + text + "': " + log(), late);
        }
    }

    /** What it printed so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What it heard in its latest call, as soon as that has ended: the decoded side of its recording. */
    public Path recording() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new AssertionError("nothing was recorded: " + log()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Ends it politely; it hangs up and writes its recording. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
