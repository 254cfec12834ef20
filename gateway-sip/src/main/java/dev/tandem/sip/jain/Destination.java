package dev.tandem.sip.jain;

import dev.tandem.sip.Binding;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.TrunkPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The first hop to a target: its flow, its connection, or an address for datagrams. Nothing here blocks. */
final class Destination {
    private Destination() {}

    static CompletableFuture<Hops.To> locate(Context context, Target target) {
        if (target instanceof Target.Trunk trunk) {
            return locate(context, trunk.peer());
        }
        return contact(context, ((Target.Contact) target).binding());
    }

    static Optional<DigestCredentials> credentials(Target target) {
        return target instanceof Target.Trunk trunk ? trunk.peer().credentials() : Optional.empty();
    }

    static CompletableFuture<Hops.To> locate(Context context, TrunkPeer peer) {
        return context.resolver().address(peer.host()).thenCompose(address -> {
            InetSocketAddress remote = new InetSocketAddress(address, peer.port());
            String transport = peer.transport().name().toLowerCase(Locale.ROOT);
            return transport.equals("udp")
                    ? CompletableFuture.completedFuture(Hops.To.datagram(remote))
                    : context.sockets().connect(transport, remote, peer.host()).thenApply(Hops.To::connection);
        });
    }

    private static CompletableFuture<Hops.To> contact(Context context, Binding binding) {
        Optional<Hops.To> way = binding.flow().isPresent()
                ? context.flows().find(binding.flow().get()).map(Hops.To::connection)
                : source(binding.source()).map(Hops.To::datagram);
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
}
