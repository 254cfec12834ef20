package dev.tandem.media.port;

import dev.tandem.media.ice.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** One non-blocking UDP channel per local address, all on the same port. Immutable once bound. */
final class LocalChannels implements AutoCloseable {

    /** A machine with more addresses than this is told which one to use. */
    private static final int ADDRESSES_MAX = 8;

    /** Room for a burst of all browsers while the loop does something else. */
    private static final int BUFFER_OCTETS = 4 << 20;

    private final List<DatagramChannel> channels;
    private final List<InetSocketAddress> locals;

    private LocalChannels(List<DatagramChannel> channels, List<InetSocketAddress> locals) {
        this.channels = List.copyOf(channels);
        this.locals = List.copyOf(locals);
    }

    static LocalChannels bind(InetAddress bind, int port) throws IOException {
        List<InetAddress> addresses = bind.isAnyLocalAddress() ? localAddresses() : List.of(bind);
        List<DatagramChannel> channels = new ArrayList<>();
        List<InetSocketAddress> locals = new ArrayList<>();
        try {
            for (InetAddress address : addresses) {
                int wanted = locals.isEmpty() ? port : locals.get(0).getPort();
                channels.add(open(new InetSocketAddress(address, wanted)));
                locals.add((InetSocketAddress) channels.get(channels.size() - 1).getLocalAddress());
            }
        } catch (IOException taken) {
            channels.forEach(LocalChannels::close);
            throw taken;
        }
        return new LocalChannels(channels, locals);
    }

    private static DatagramChannel open(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_OCTETS);
            channel.configureBlocking(false);
            return channel.bind(address);
        } catch (IOException taken) {
            channel.close();
            throw new IOException("cannot bind " + address, taken);
        }
    }

    /** What a browser could reach us by: IPv4 first; loopback last, so that the first entries are the candidates. */
    private static List<InetAddress> localAddresses() throws IOException {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (nic.isUp()) {
                found.addAll(Collections.list(nic.getInetAddresses()));
            }
        }
        return found.stream()
                .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                .sorted(Comparator.comparing(InetAddress::isLoopbackAddress)
                        .thenComparing(address -> address instanceof Inet6Address))
                .limit(ADDRESSES_MAX)
                .toList();
    }

    List<DatagramChannel> all() {
        return channels;
    }

    /** All but loopback, unless there is nothing else. */
    List<InetSocketAddress> candidates() {
        List<InetSocketAddress> reachable = locals.stream()
                .filter(local -> !local.getAddress().isLoopbackAddress())
                .toList();
        return reachable.isEmpty() ? locals : reachable;
    }

    /** Never blocks; false when the socket would not take it. */
    boolean send(ByteBuffer datagram, Path path) {
        try {
            return channels.get(path.local()).send(datagram, path.remote()) > 0;
        } catch (IOException unreachable) {
            // Also what an ICMP error for an earlier datagram may look like; consent will tell whether anybody is
            // there.
            return false;
        }
    }

    @Override
    public void close() {
        channels.forEach(LocalChannels::close);
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
