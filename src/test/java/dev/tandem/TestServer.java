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
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("tandem.sip.port", "0"),
                Map.entry("tandem.sip.tls-port", "0"),
                Map.entry("tandem.webrtc.port", "0"),
                // Nobody there, until a test starts an issuer or a carrier.
                Map.entry("tandem.oidc.issuer", "http://localhost:" + freePort()),
                Map.entry("tandem.inventory.provider.url", "http://127.0.0.1:" + freePort()),
                Map.entry("tandem.inventory.provider.key", "carrier-key"),
                Map.entry("tandem.inventory.provider.timeout", "700ms"),
                Map.entry("tandem.data", data.toString()),
                Map.entry("tandem.public-url", "https://localhost:" + port),
                Map.entry("tandem.outbound.allow", "127.0.0.1"),
                Map.entry("quarkus.http.test-ssl-port", Integer.toString(port)));
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
