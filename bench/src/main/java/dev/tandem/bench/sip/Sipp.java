package dev.tandem.bench.sip;

import dev.tandem.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** sipp as a far end. */
final class Sipp implements AutoCloseable {
    private static final Path SCENARIOS = Path.of("bench", "src", "main", "sip");
    private static final int SECONDS_OVER = 60;

    private final Process process;
    private final Path statistics;
    private final String address;

    /**
     * What a run came to.
     *
     * @param succeeded calls or registrations
     * @param failed those that did not go by the scenario
     * @param setupMillis mean time from the first request to the response that the scenario marks
     */
    record Outcome(long succeeded, long failed, double setupMillis) {}

    private Sipp(Path directory, String host, int port, List<String> words) throws IOException {
        address = host + ":" + port;
        statistics = directory.resolve("sipp-" + port + ".csv");
        List<String> command = new ArrayList<>(List.of(
                "sipp", "-i", host, "-p", Integer.toString(port), "-mp", Integer.toString(Ports.free()), "-nostdin"));
        command.addAll(List.of("-trace_stat", "-stf", statistics.toString(), "-fd", "1"));
        command.addAll(words);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    static Path scenario(String file) {
        return SCENARIOS.resolve(file);
    }

    /** A line of the file of users. */
    static String user(String name, String domain, String password) {
        return name + ";" + domain + ";[authentication username=" + name + " password=" + password + "]";
    }

    /** Answers calls until it is closed. */
    static Sipp callee(Path directory) throws IOException {
        return new Sipp(
                directory,
                "127.0.0.2",
                Ports.free(),
                List.of("-sf", scenario("callee.xml").toString()));
    }

    /** Where it is, {@code host:port}. */
    String address() {
        return address;
    }

    /** Calls a number, at a rate for some seconds, each call held so long, and waits until all are over. */
    static Outcome calls(Path directory, Subject subject, String number, Load load, int holdMillis)
            throws IOException, InterruptedException {
        return run(
                directory,
                subject,
                load,
                List.of("-sf", scenario("caller.xml").toString(), "-s", number, "-d", Integer.toString(holdMillis)));
    }

    /** Registers users one after the other, at a rate for some seconds. */
    static Outcome registers(Path directory, Subject subject, Path users, Load load)
            throws IOException, InterruptedException {
        return run(
                directory,
                subject,
                load,
                List.of("-sf", scenario("register.xml").toString(), "-inf", users.toString()));
    }

    private static Outcome run(Path directory, Subject subject, Load load, List<String> words)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "127.0.0.1:" + subject.sipPort(),
                "-r",
                Integer.toString(load.rate()),
                "-m",
                Long.toString(load.count()),
                "-l",
                "20000",
                "-timeout",
                Long.toString(load.count() / load.rate() + SECONDS_OVER)));
        all.addAll(words);
        try (Sipp sipp = new Sipp(directory, "127.0.0.1", Ports.free(), all)) {
            sipp.process.waitFor();
            return sipp.outcome();
        }
    }

    private Outcome outcome() throws IOException {
        List<String> lines = Files.readAllLines(statistics);
        List<String> names = Arrays.asList(lines.get(0).split(";"));
        String[] last = lines.get(lines.size() - 1).split(";");
        return new Outcome(
                Long.parseLong(last[names.indexOf("SuccessfulCall(C)")]),
                Long.parseLong(last[names.indexOf("FailedCall(C)")]),
                millis(last[names.indexOf("ResponseTime1(C)")]));
    }

    /** Reads {@code hours:minutes:seconds:microseconds}. */
    private static double millis(String time) {
        String[] parts = time.split(":");
        return (Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1])) * 60_000.0
                + Integer.parseInt(parts[2]) * 1_000.0
                + Integer.parseInt(parts[3]) / 1_000.0;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
