package dev.tandem.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.store.Cluster;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway and its database: one gateway to a database, and a database that stands still for a while. */
@Tag("interop")
class OneGatewayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NUMBERS = "/phoneNumbers?api-version=2022-12-01";

    @TempDir
    Path directory;

    @Test
    void onH2ASecondGatewayEndsWithOneSentenceAndTheFirstGoesOn() throws Exception {
        Path data = directory.resolve("data");
        try (RunningJar first = new RunningJar(data, directory.resolve("first.log"))) {
            assertThat(second(data)).contains("Another gateway").doesNotContain("\tat ");
            assertThat(first.get(NUMBERS).has("phoneNumbers")).isTrue();
        }
    }

    @Test
    void onPostgresSoDoesOneWithAnotherDataDirectoryAndAfterKill9TheNextMayStart() throws Exception {
        try (Cluster server = new Cluster(directory.resolve("postgres"))) {
            String[] database = database(server);
            try (RunningJar first =
                    new RunningJar(directory.resolve("one"), directory.resolve("first.log"), database)) {
                assertThat(second(directory.resolve("two"), database))
                        .contains("Another gateway uses the database postgres (tandem node-1 at 127.0.0.1")
                        .doesNotContain("\tat ");
                first.kill();
            }
            try (RunningJar next = new RunningJar(directory.resolve("one"), directory.resolve("next.log"), database)) {
                assertThat(next.get(NUMBERS).has("phoneNumbers")).isTrue();
            }
        }
    }

    @Test
    void whileTheServerIsFrozenRequestsMayBeTriedAgainAndReadinessSaysSoInTime() throws Exception {
        try (Cluster server = new Cluster(directory.resolve("postgres"));
                RunningJar gateway =
                        new RunningJar(directory.resolve("data"), directory.resolve("log"), database(server))) {
            assertThat(gateway.status("/q/health/ready")).isEqualTo(200);
            server.freeze();
            long asked = System.nanoTime();
            assertThat(gateway.status("/q/health/ready")).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
            assertThat(gateway.status(NUMBERS)).isEqualTo(503);

            server.thaw();
            Eventually.within(PATIENCE, () -> gateway.status("/q/health/ready") == 200);
            Eventually.within(PATIENCE, () -> gateway.status(NUMBERS) == 200);
        }
    }

    private static String[] database(Cluster server) {
        return new String[] {
            "-Dtandem.database.url=" + server.url(),
            "-Dtandem.database.user=postgres",
            "-Dtandem.database.password=postgres",
            "-Dtandem.demo=false"
        };
    }

    /** What a further gateway says before it ends. */
    private String second(Path data, String... options) throws Exception {
        Path log = directory.resolve("second.log");
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-Dtandem.data=" + data.toAbsolutePath(),
                "-Dquarkus.http.port=" + Ports.free(),
                "-Dquarkus.http.ssl-port=" + Ports.free(),
                "-Dtandem.sip.port=" + Ports.free(),
                "-Dtandem.sip.tls-port=0",
                "-Dtandem.webrtc.port=0"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", RunningJar.JAR.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(69);
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }
}
