package dev.tandem.sip.flow;

import dev.tandem.sip.Binding;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.TrunkPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the first hop to a target: its flow, its connection, or an address for datagrams. Never blocks. Thread-safe. */
public final class Destinations implements AutoCloseable {
    private final Sockets sockets;
    private final Flows flows;
    private final Resolver resolver = new Resolver();

    /** Makes a finder over the connections of an endpoint. */
    public Destinations(Sockets sockets, Flows flows) {
        this.sockets = sockets;
        this.flows = flows;
    }

    /** The first hop to a target; fails when there is no way. */
    public CompletableFuture<Hop> locate(Target target) {
        if (target instanceof Target.Trunk trunk) {
            return locate(trunk.peer());
        }
        if (target instanceof Target.Contact contact) {
            return contact(contact.binding());
        }
        throw new AssertionError(target);
    }

    /** The first hop to a trunk; fails when there is no way. */
    public CompletableFuture<Hop> locate(TrunkPeer peer) {
        return resolver.address(peer.host()).thenCompose(address -> {
            InetSocketAddress remote = new InetSocketAddress(address, peer.port());
            String transport = peer.transport().name().toLowerCase(Locale.ROOT);
            return transport.equals("udp")
                    ? CompletableFuture.completedFuture(Hop.datagrams(remote))
                    : sockets.connect(transport, remote, peer.host()).thenApply(Hop::over);
        });
    }

    private CompletableFuture<Hop> contact(Binding binding) {
        Optional<Hop> way = binding.flow().isPresent()
                ? flows.find(binding.flow().get()).map(Hop::over)
                : source(binding.source()).map(Hop::datagrams);
        return way.map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("no way to the contact")));
    }

    /** Behind a NAT only the address the registration came from can be reached, whatever the Contact says. */
    private static Optional<InetSocketAddress> source(String addressAndPort) {
        int colon = addressAndPort.lastIndexOf(':');
        if (colon < 0 || !addressAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        Optional<InetAddress> address = Resolver.literal(addressAndPort.substring(0, colon));
        int port = Integer.parseInt(addressAndPort.substring(colon + 1));
        return address.filter(each -> port <= 65_535).map(each -> new InetSocketAddress(each, port));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
