package dev.tandem.sip;

import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** An endpoint that listens on loopback. All callers are of a trunk, and who is called is busy. */
final class BusyEndpoint implements AutoCloseable {

    private final int port = freePort();
    private final SipEndpoint endpoint;

    BusyEndpoint() throws IOException {
        SipSettings settings = new SipSettings(
                InetAddress.getLoopbackAddress(), Optional.empty(), port, 0, Optional.empty(), "gw.example", "Tandem");
        SampleDirectory directory = new SampleDirectory().trunk("carrier", "127.0.0.0/8");
        endpoint = new SipEndpoint(settings, directory, new InMemoryBindings(100), this::busy, Clock.systemUTC());
        endpoint.start();
    }

    int port() {
        return port;
    }

    SipCounters counters() {
        return endpoint.counters();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private Consumer<SipLegEvent> busy(IncomingInvite invite) {
        invite.leg().reject(486, "Busy here");
        return event -> {};
    }

    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 20; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
                return udp.getLocalPort();
            } catch (BindException taken) {
                // Somebody has it for UDP: another one, then.
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }
}
