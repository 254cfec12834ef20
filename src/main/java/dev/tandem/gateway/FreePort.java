package dev.tandem.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;

/** Finds a port when configuration leaves the choice to us. */
final class FreePort {

    private FreePort() {}

    /** The configured port, or a free UDP port when it is 0. */
    static int orElse(int configured) {
        if (configured != 0) {
            return configured;
        }
        try (DatagramSocket probe = new DatagramSocket()) {
            return probe.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException("no free UDP port", fault);
        }
    }
}
