package dev.tandem.sip.flow;

/** Where connections deliver to. Called on I/O threads: returns at once. */
public interface Inbound {

    /** One whole message, or a keep-alive of line ends alone. The array is the receiver's. */
    void received(byte[] message, Connection from);

    /** The connection is gone for good. */
    void closed(Connection connection);
}
