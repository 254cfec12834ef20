package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Sockets;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What the stack takes for its own sockets of one transport. It owns none: the connections are ours, and a host that ends
 * in {@code .invalid} names one of them.
 */
final class Wire extends MessageProcessor {
    private static final String FLOW_SUFFIX = Connection.hostOf("");

    private final SIPTransactionStack stack;
    private final Sockets sockets;
    private final Flows flows;

    Wire(SIPTransactionStack stack, InetAddress address, int port, String transport, Sockets sockets, Flows flows) {
        super(address, port, transport, stack);
        this.stack = stack;
        this.sockets = sockets;
        this.flows = flows;
    }

    /** The channel of a connection, for what arrived on it. */
    MessageChannel channel(Connection connection) {
        return new Channel(connection);
    }

    /** The channel to a hop. */
    MessageChannel channel(Hops.To hop) throws IOException {
        return hop.isFlow() ? createMessageChannel(hop.host()) : createMessageChannel(hop.facing(), hop.port());
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        String host = target.getHost().getHostname();
        if (!getTransport().equalsIgnoreCase("udp")) {
            return createMessageChannel(host);
        }
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    private MessageChannel createMessageChannel(String flowHost) throws IOException {
        String id = flowHost.endsWith(FLOW_SUFFIX)
                ? flowHost.substring(0, flowHost.length() - FLOW_SUFFIX.length())
                : flowHost;
        return flows.find(id).map(this::channel).orElseThrow(() -> new IOException("flow " + id + " is closed"));
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

    /** One connection, as the stack's transactions see it. */
    private final class Channel extends MessageChannel implements RawMessageChannel {
        private final Connection connection;

        Channel(Connection connection) {
            this.connection = connection;
            this.messageProcessor = Wire.this;
        }

        @Override
        public void sendMessage(SIPMessage message) throws IOException {
            // The top Via keeps its own transport: a browser on a secure WebSocket wrote WSS and reads WSS.
            write(message.encodeAsBytes(message.getTopmostVia().getTransport()));
        }

        @Override
        public void sendMessage(SIPMessage message, InetAddress receiver, int port) throws IOException {
            sendMessage(message);
        }

        @Override
        protected void sendMessage(byte[] message, InetAddress receiver, int port, boolean reconnect)
                throws IOException {
            write(message);
        }

        private void write(byte[] message) throws IOException {
            if (!connection.send(message)) {
                throw new IOException("connection " + connection.id() + " is closed");
            }
        }

        @Override
        public void close() {
            // A transaction that ends does not end the connection.
        }

        @Override
        public SIPTransactionStack getSIPStack() {
            return stack;
        }

        @Override
        public String getTransport() {
            return Wire.this.getTransport();
        }

        @Override
        public boolean isReliable() {
            return connection.reliable();
        }

        @Override
        public boolean isSecure() {
            return Wire.this.isSecure();
        }

        @Override
        public String getPeerAddress() {
            return connection.remote().getAddress().getHostAddress();
        }

        @Override
        protected InetAddress getPeerInetAddress() {
            return connection.remote().getAddress();
        }

        @Override
        protected String getPeerProtocol() {
            // None of ours: the stack short-cuts messages to its own address, around our admission.
            return "";
        }

        @Override
        public void processMessage(SIPMessage message) {
            throw new IllegalStateException("messages come in through the ingress");
        }

        @Override
        public int getPeerPort() {
            return connection.remote().getPort();
        }

        @Override
        public int getPeerPacketSourcePort() {
            return getPeerPort();
        }

        @Override
        public InetAddress getPeerPacketSourceAddress() {
            return getPeerInetAddress();
        }

        @Override
        public String getKey() {
            return getKey(getPeerInetAddress(), getPeerPort(), getTransport()) + connection.id();
        }

        @Override
        public String getViaHost() {
            return getHost();
        }

        @Override
        public int getViaPort() {
            return getPort();
        }
    }
}
