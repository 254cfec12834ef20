package dev.tandem.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Collections;
import java.util.ListIterator;
import java.util.Optional;
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
     * A hop of ours in the words of the stack; the application data of a request that goes there.
     *
     * @param written the request as it goes out; empty for one that the stack made, which writes it too
     */
    record Chosen(dev.tandem.sip.flow.Hop hop, Optional<byte[]> written) implements Hop {

        @Override
        public String getHost() {
            return hop.host();
        }

        @Override
        public int getPort() {
            return hop.port();
        }

        @Override
        public String getTransport() {
            return hop.transport();
        }
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPRequest) request).getApplicationData() instanceof Chosen chosen) {
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
