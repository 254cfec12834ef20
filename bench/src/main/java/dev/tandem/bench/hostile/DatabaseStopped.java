package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All processes of a PostgreSQL of this row's own stand still (SIGSTOP): connections stay, nothing answers. */
final class DatabaseStopped implements Attack {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "tandem";

    private Optional<Process> server = Optional.empty();

    @Override
    public String name() {
        return "database-stopped";
    }

    @Override
    public boolean judgesCallMeanwhile() {
        return false;
    }

    @Override
    public Launch prepare(Launch usual, Path folder, Ports ports) throws IOException, InterruptedException, Refused {
        Path programs = programs();
        Path cluster = Files.createDirectories(folder.resolve("postgresql"));
        // PostgreSQL does not run as root.
        List<String> asUser = Programs.isRoot()
                ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : List.of();
        if (Programs.isRoot()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            Programs.run(List.of("chown", "postgres", cluster.toString()));
        }
        String port = Integer.toString(ports.database());
        Programs.run(all(asUser, programs, "initdb", "-A", "trust", "-U", USER, "-D", cluster.toString()));
        server = Optional.of(new ProcessBuilder(all(
                        asUser,
                        programs,
                        "postgres",
                        "-D",
                        cluster.toString(),
                        "-p",
                        port,
                        "-k",
                        cluster.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgresql.log").toFile())
                .start());
        createDatabase(all(List.of(), programs, "createdb", "-h", "127.0.0.1", "-p", port, "-U", USER, "tandem"));
        return usual.with(
                "-Dtandem.database.url=jdbc:postgresql://127.0.0.1:" + port + "/tandem",
                "-Dtandem.database.user=" + USER);
    }

    /** Of Debian's packages the newest. */
    private static Path programs() throws IOException, Refused {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new Refused("there is no PostgreSQL in " + DEBIAN + " (Debian: apt install postgresql)");
    }

    private static List<String> all(List<String> prefix, Path programs, String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void createDatabase(List<String> command) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Programs.run(command);
                return;
            } catch (IOException notYet) {
                if (attempt == 50) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    @Override
    public void ready(Scene scene, Duration time) {}

    @Override
    public String run(Scene scene, Duration time) throws IOException, InterruptedException {
        List<String> stopped = signal("-STOP");
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        signal("-CONT");
        return stopped.size() + " processes of PostgreSQL stopped";
    }

    /** To the server and all its processes. */
    private List<String> signal(String signal) throws IOException, InterruptedException {
        List<String> pids = Stream.concat(
                        Stream.of(server.orElseThrow().toHandle()),
                        server.orElseThrow().descendants())
                .map(process -> Long.toString(process.pid()))
                .toList();
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(pids);
        Programs.run(command);
        return pids;
    }

    @Override
    public void close() {
        try {
            if (server.isPresent() && server.get().isAlive()) {
                // What stands still does not end either.
                signal("-CONT");
                server.get().destroy();
                if (!server.get().waitFor(10, TimeUnit.SECONDS)) {
                    server.get().destroyForcibly();
                }
            }
        } catch (IOException gone) {
            server.get().destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
