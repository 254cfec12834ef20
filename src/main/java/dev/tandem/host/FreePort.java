package dev.tandem.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Finds a port that is free for UDP and TCP alike, as SIP needs it, when the choice is left to us. */
public final class FreePort {

    private static final int ATTEMPTS_MAX = 50;
    private static final int ANY = 0;

    private FreePort() {}

    /** The configured port, or a free one of all addresses when it is 0. */
    public static int orElse(int configured) {
        return configured == ANY ? on(new InetSocketAddress(ANY).getAddress()) : configured;
    }

    /** A free port of {@code address}. */
    public static int on(InetAddress address) {
        return first(address, IntStream.generate(() -> ANY).limit(ATTEMPTS_MAX));
    }

    /** The first candidate that is free; 0 is whichever port the system gives to UDP. */
    static int first(InetAddress address, IntStream candidates) {
        return candidates
                .map(candidate -> ifFree(address, candidate))
                .filter(port -> port != ANY)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free for both UDP and TCP"));
    }

    private static int ifFree(InetAddress address, int candidate) {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, candidate));
                ServerSocket tcp = new ServerSocket(udp.getLocalPort(), 1, address)) {
            return tcp.getLocalPort();
        } catch (IOException taken) {
            return ANY;
        }
    }
}
