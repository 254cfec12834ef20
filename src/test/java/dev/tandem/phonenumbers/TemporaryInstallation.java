package dev.tandem.phonenumbers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;

/** A data directory of its own and ports nobody uses, for every test that starts the service. */
public class TemporaryInstallation implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            String tlsPort = freePort();
            return Map.of(
                    "tandem.data",
                    Files.createTempDirectory("tandem-test").toString(),
                    "tandem.public-url",
                    "https://localhost:" + tlsPort,
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.http.test-ssl-port",
                    tlsPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not zero: the public URL must be known before the port is bound. */
    private static String freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return Integer.toString(probe.getLocalPort());
        }
    }

    @Override
    public void stop() {
        // The directory lies in the system's temporary space, and its database may not be closed yet.
    }
}
