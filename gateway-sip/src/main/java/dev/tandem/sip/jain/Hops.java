package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * The router of the stack: the next hop was chosen by whoever built the request and travels with it, so that the stack
 * neither resolves names nor guesses. Made by the stack from its class name.
 */
public final class Hops implements Router {

    /** The constructor the stack asks for. */
    public Hops(SipStack stack, String outboundProxy) {}

    /**
     * Where a request goes.
     *
     * @param host address literal, or the {@code .invalid} host of a flow
     * @param facing the address of the peer
     */
    record To(String transport, String host, int port, InetAddress facing) implements Hop {

        static To connection(Connection connection) {
            InetSocketAddress remote = connection.remote();
            return connection.reliable()
                    ? new To(connection.transport(), Connection.hostOf(connection.id()), 5060, remote.getAddress())
                    : datagram(remote);
        }

        static To datagram(InetSocketAddress remote) {
            return new To("udp", remote.getAddress().getHostAddress(), remote.getPort(), remote.getAddress());
        }

        boolean isFlow() {
            return !transport.equals("udp");
        }

        @Override
        public String getHost() {
            return host;
        }

        @Override
        public int getPort() {
            return port;
        }

        @Override
        public String getTransport() {
            return transport;
        }
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPRequest) request).getApplicationData() instanceof To chosen) {
            return chosen;
        }
        throw new SipException("no hop was chosen");
    }

    @Override
    @SuppressWarnings({"rawtypes", "deprecation"})
    public ListIterator getNextHops(Request request) {
        return Collections.emptyListIterator();
    }

    @Override
    @SuppressWarnings("NullAway") // The interface says null for "no outbound proxy".
    public Hop getOutboundProxy() {
        return null;
    }
}
