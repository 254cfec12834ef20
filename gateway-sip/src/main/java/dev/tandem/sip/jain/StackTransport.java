package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.Sockets;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the stack takes for its own sockets of one transport. It owns none: the connections are ours, and a host that ends
 * in {@code .invalid} names one of them.
 */
final class StackTransport extends MessageProcessor {
    private final SIPTransactionStack stack;
    private final Sockets sockets;
    private final Flows flows;

    StackTransport(
            SIPTransactionStack stack, InetAddress address, int port, String transport, Sockets sockets, Flows flows) {
        super(address, port, transport, stack);
        this.stack = stack;
        this.sockets = sockets;
        this.flows = flows;
    }

    /** The channel of a connection, for what arrived on it. */
    MessageChannel channel(Connection connection) {
        return new StackChannel(this, connection);
    }

    /** The connection to a hop; empty when it is closed. */
    Optional<Connection> connection(Hop hop) {
        return hop.isFlow()
                ? flows.ofHost(hop.host())
                : Optional.of(sockets.datagramsTo(new InetSocketAddress(hop.facing(), hop.port())));
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        if (!getTransport().equalsIgnoreCase("udp")) {
            String host = target.getHost().getHostname();
            return flows.ofHost(host)
                    .map(this::channel)
                    .orElseThrow(() -> new IOException("the flow of " + host + " is closed"));
        }
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        return channel(sockets.datagramsTo(new InetSocketAddress(host, port)));
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return stack;
    }

    @Override
    public int getDefaultTargetPort() {
        return isSecure() ? 5061 : 5060;
    }

    @Override
    public boolean isSecure() {
        return getTransport().equalsIgnoreCase("tls");
    }

    @Override
    public int getMaximumMessageSize() {
        return Sockets.MESSAGE_BYTES_MAX;
    }

    @Override
    public boolean inUse() {
        return false;
    }

    @Override
    public void start() {
        // The sockets were bound before the stack heard of them.
    }

    @Override
    public void stop() {
        // The sockets are closed by their owner.
    }
}
