package dev.tandem.bench.process;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports for the processes of a load program. */
public final class Ports {
    private Ports() {}

    /** One that nobody listens on, by TCP at least. */
    public static int free() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
