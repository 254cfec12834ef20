package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** One connection of ours, as the stack's transactions see it. */
final class StackChannel extends MessageChannel implements RawMessageChannel {
    private final StackTransport transport;
    private final Connection connection;

    StackChannel(StackTransport transport, Connection connection) {
        this.transport = transport;
        this.connection = connection;
        this.messageProcessor = transport;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        Optional<byte[]> written =
                message.getApplicationData() instanceof Hops.Chosen chosen ? chosen.written() : Optional.empty();
        // The top Via keeps its own transport: a browser on a secure WebSocket wrote WSS and reads WSS.
        write(
                written.isPresent()
                        ? written.get()
                        : message.encodeAsBytes(message.getTopmostVia().getTransport()));
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress receiver, int port) throws IOException {
        sendMessage(message);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress receiver, int port, boolean reconnect) throws IOException {
        write(message);
    }

    private void write(byte[] message) throws IOException {
        if (!connection.send(SentBy.unmarked(message))) {
            throw new IOException("connection " + connection.id() + " is closed");
        }
    }

    @Override
    public void close() {
        // A transaction that ends does not end the connection.
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return transport.getSIPStack();
    }

    @Override
    public String getTransport() {
        return transport.getTransport();
    }

    @Override
    public boolean isReliable() {
        return connection.reliable();
    }

    @Override
    public boolean isSecure() {
        return transport.isSecure();
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
