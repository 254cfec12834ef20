package dev.tandem.sip.flow;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** A way to one peer: an open stream or WebSocket, or the datagrams exchanged with one address. Any thread. */
public interface Connection {

    /** The id of the flow, e.g. {@code f17}; empty for datagrams. */
    String id();

    /** Lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}. */
    String transport();

    /** The other end, as the socket sees it. */
    InetSocketAddress remote();

    /** The user whose access token opened the flow; empty when the connection proves nothing. */
    Optional<AddressOfRecord> user();

    /** When the proof of the user ends: nothing new begins over it then. Empty where there is none, or no end of it. */
    default Optional<Instant> provenUntil() {
        return Optional.empty();
    }

    /** Sends one message; never blocks. False when the connection is gone. */
    boolean send(byte[] message);

    /** Somebody proved something over it: it is no stranger's any more. */
    default void prove() {}

    /** Closes it; what is queued may be lost. */
    void close();

    /** Closes it because its proof has ended. */
    default void expire() {
        close();
    }

    /** When the certificate ends that the peer showed; empty where it showed none. */
    default Optional<Instant> certificateEnd() {
        return Optional.empty();
    }

    /** Whether every byte sent arrives or the connection ends (RFC 3261, section 17): not so for datagrams. */
    default boolean reliable() {
        return !transport().equals("udp");
    }

    /** The host that stands for a flow in a Route: a name that can never resolve (RFC 2606). */
    static String hostOf(String flowId) {
        return flowId + ".invalid";
    }
}
