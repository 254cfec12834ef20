package dev.tandem;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Gives the service under test a data directory of its own and an HTTPS port its public URL can name. */
public class TestServer implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        int port = freePort();
        Path data = Path.of("target", "test-data", UUID.randomUUID().toString()).toAbsolutePath();
        return Map.of(
                "quarkus.http.test-port",
                "0",
                "tandem.sip.port",
                "0",
                "tandem.sip.tls-port",
                "0",
                "tandem.webrtc.port",
                "0",
                "tandem.data",
                data.toString(),
                "tandem.public-url",
                "https://localhost:" + port,
                "tandem.outbound.allow",
                "127.0.0.1",
                "quarkus.http.test-ssl-port",
                Integer.toString(port));
    }

    @Override
    public void stop() {
        // The directory stays for a look at it; clean removes it.
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
