package dev.tandem.sip.flow;

import dev.tandem.sip.message.RequestText;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a request goes next.
 *
 * @param transport lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}
 * @param host address literal, or the {@code .invalid} host of a flow
 * @param port the port for datagrams; means nothing for a flow
 * @param facing the address of the peer
 */
public record Hop(String transport, String host, int port, InetAddress facing) {
    private static final int DEFAULT_PORT = 5060;

    /** Over a connection, or as datagrams to where it leads. */
    public static Hop over(Connection connection) {
        InetSocketAddress remote = connection.remote();
        return connection.reliable()
                ? new Hop(connection.transport(), Connection.hostOf(connection.id()), DEFAULT_PORT, remote.getAddress())
                : datagrams(remote);
    }

    /** Back to where a request came from. */
    public static Hop to(RequestText received) {
        InetSocketAddress source = received.source();
        return received.flow()
                .map(id -> new Hop(received.transport(), Connection.hostOf(id), DEFAULT_PORT, source.getAddress()))
                .orElseGet(() -> datagrams(source));
    }

    /** As datagrams to an address. */
    public static Hop datagrams(InetSocketAddress remote) {
        return new Hop("udp", remote.getAddress().getHostAddress(), remote.getPort(), remote.getAddress());
    }

    /** Whether it is a connection of ours, not an address. */
    public boolean isFlow() {
        return !transport.equals("udp");
    }
}
