package dev.tandem.media.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** Finds the local address that faces a peer, by the routing table; nothing is sent. */
final class LocalAddress {
    private static final int DISCARD_PORT = 9;

    private LocalAddress() {}

    /** The address a packet to {@code peer} would leave from; the loopback address when there is no route. */
    static InetAddress facing(InetAddress peer) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(peer, DISCARD_PORT));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        } catch (IOException noRoute) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
