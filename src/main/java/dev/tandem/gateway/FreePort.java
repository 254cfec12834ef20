package dev.tandem.gateway;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Finds a port when configuration leaves the choice to us. */
final class FreePort {

    private static final int ATTEMPTS_MAX = 50;

    private FreePort() {}

    /** The configured port, or one that is free for UDP and TCP when it is 0. */
    static int orElse(int configured) {
        if (configured != 0) {
            return configured;
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try (DatagramSocket udp = new DatagramSocket()) {
                new ServerSocket(udp.getLocalPort()).close();
                return udp.getLocalPort();
            } catch (IOException takenForTcp) {
                // The next one may be free.
            }
        }
        throw new IllegalStateException("no port is free for both UDP and TCP");
    }
}
