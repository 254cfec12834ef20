package dev.tandem.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway as a child process with a heap of 512 MB, started as the README says, and its REST. */
public final class PackagedGateway implements AutoCloseable {
    private static final Path JAR = Path.of("src", "target", "quarkus-app", "quarkus-run.jar");
    private static final String KEY = "dGFuZGVtLWJlbmNoLWtleS10aGF0LWlzLWxvbmctZW5vdWdo";
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\",[^}]*} ([0-9.E]+)");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final int port = Ports.free();
    private final Process process;

    /**
     * Starts it and waits until it is ready.
     *
     * @param data its data directory; what it prints goes to a file beside it
     * @param settings more of its settings, each {@code name=value}
     */
    public PackagedGateway(Path data, List<String> settings) throws Exception {
        process = new ProcessBuilder(command(data, settings))
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("gateway.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the gateway did not start; see gateway.log");
            }
            LockSupport.parkNanos(100_000_000);
        }
        post("/console/session", "{\"accessKey\":\"" + KEY + "\"}");
    }

    private List<String> command(Path data, List<String> settings) {
        List<String> command = new ArrayList<>(List.of("java", "-Xms512m", "-Xmx512m"));
        // The collector of this program: where it does work beside the gateway's, the comparison is of the work.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dtandem.data=" + data.toAbsolutePath(),
                "-Dtandem.access-key=" + KEY,
                "-Dtandem.demo=false",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.ssl-port=" + Ports.free(),
                "-Dtandem.sip.tls-port=0",
                "-Dtandem.webrtc.port=0"));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(request("/q/health/ready").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A request that must succeed, as all of these. */
    public HttpResponse<String> get(String path) throws Exception {
        return checked(request(path));
    }

    /** Sends JSON. */
    public HttpResponse<String> post(String path, String json) throws Exception {
        return post(path, "application/json", BodyPublishers.ofString(json));
    }

    /** Sends anything. */
    public HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
        return checked(request(path).header("Content-Type", type).POST(body));
    }

    /** Puts JSON. */
    public HttpResponse<String> put(String path, String json) throws Exception {
        return checked(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** Deletes. */
    public HttpResponse<String> delete(String path) throws Exception {
        return checked(request(path).DELETE());
    }

    private HttpResponse<String> checked(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(20));
    }

    /** The CPU time it has used, user and system. */
    public double cpuSeconds() throws IOException {
        return CpuTime.seconds(process.toHandle());
    }

    /** The memory it has in RAM. */
    public long residentMegabytes() throws IOException {
        return CpuTime.residentMegabytes(process.toHandle());
    }

    /** What its heap holds now, garbage included. */
    public long heapMegabytes() throws Exception {
        double sum = 0;
        Matcher matcher = HEAP.matcher(get("/q/metrics").body());
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return Math.round(sum / (1 << 20));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
