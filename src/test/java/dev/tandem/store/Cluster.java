package dev.tandem.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that can be frozen: its sockets stay open and nobody answers. */
public final class Cluster implements AutoCloseable {

    private final Path data;
    private final EmbeddedPostgres server;

    /** Starts one with its files in {@code data}. */
    public Cluster(Path data) throws IOException {
        this.data = data;
        server = EmbeddedPostgres.builder().setDataDirectory(data).start();
    }

    /** Where it is. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Stops every process of it where it stands. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets them go on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
            List<String> all = ProcessHandle.of(postmaster)
                    .map(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .orElseThrow()
                    .map(process -> Long.toString(process.pid()))
                    .toList();
            new ProcessBuilder(Stream.concat(Stream.of("kill", signal), all.stream())
                            .toList())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        thaw();
        server.close();
    }
}
