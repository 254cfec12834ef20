package dev.tandem.sip.jain;

import dev.tandem.sip.SipSettings;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Sockets;
import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.ClientTransaction;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TransportNotSupportedException;

/** The transaction layer (RFC 3261, section 17): jain-sip-ri without its sockets, threads and dialogs. Thread-safe. */
final class Stack {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<String> TRANSPORTS = List.of("udp", "tcp", "tls", "ws");

    private final SipStackImpl stack;
    private final SipProvider provider;
    private final Map<String, StackTransport> transports = new ConcurrentHashMap<>();

    Stack(SipSettings settings, Sockets sockets, Flows flows) {
        try {
            stack = new SipStackImpl(properties());
            stack.messageProcessorFactory = (owner, address, port, transport) -> {
                StackTransport made = new StackTransport(owner, address, port, transport, sockets, flows);
                transports.put(transport, made);
                return made;
            };
            provider = provider(settings);
        } catch (SipException | InvalidArgumentException impossible) {
            throw new IllegalStateException("the SIP stack does not start", impossible);
        }
    }

    /** Names who hears of requests and responses. */
    void listen(SipListener listener) {
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException twice) {
            throw new IllegalStateException("there is a listener already", twice);
        }
    }

    private SipProvider provider(SipSettings settings)
            throws TransportNotSupportedException, InvalidArgumentException, ObjectInUseException,
                    javax.sip.TransportAlreadySupportedException {
        String address = settings.address().getHostAddress();
        SipProvider made = stack.createSipProvider(stack.createListeningPoint(address, settings.port(), "udp"));
        for (String transport : TRANSPORTS.subList(1, TRANSPORTS.size())) {
            int port = transport.equals("tls") && settings.tlsPort() > 0 ? settings.tlsPort() : settings.port();
            made.addListeningPoint(stack.createListeningPoint(address, port, transport));
        }
        return made;
    }

    private static Properties properties() throws PeerUnavailableException {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "tandem-" + NUMBER.incrementAndGet());
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", NoMessageLog.class.getName());
        properties.setProperty("javax.sip.ROUTER_PATH", Hops.class.getName());
        properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", StackTimer.class.getName());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        // Our loops call the stack and want its events on the same thread.
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "2");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(Sockets.MESSAGE_BYTES_MAX));
        return properties;
    }

    /** Feeds a request that arrived; the listener is called before this returns. */
    void received(SIPRequest request, Connection from) {
        MessageChannel channel = channel(from);
        request.setRemoteAddress(from.remote().getAddress());
        request.setRemotePort(from.remote().getPort());
        var transaction = stack.newSIPServerRequest(request, channel);
        if (transaction == null) {
            return;
        }
        try {
            transaction.processRequest(request, channel);
        } finally {
            release(transaction);
        }
    }

    /** The request of the server transaction with a key: its branch in lower case. */
    Optional<SIPRequest> serverRequest(String key) {
        return Optional.ofNullable(stack.findTransaction(key, true)).map(SIPTransaction::getOriginalRequest);
    }

    /** Feeds a response that arrived. */
    void received(SIPResponse response, Connection from) {
        MessageChannel channel = channel(from);
        response.setRemoteAddress(from.remote().getAddress());
        response.setRemotePort(from.remote().getPort());
        var transaction = stack.newSIPServerResponse(response, channel);
        if (transaction == null) {
            return;
        }
        try {
            if (!(transaction instanceof SIPClientTransaction client) || answers(client, response)) {
                transaction.processResponse(response, channel);
            }
        } finally {
            release(transaction);
        }
    }

    /** The branch found it; of another Call-ID it is not even on the loop that the transaction belongs to. */
    private static boolean answers(SIPClientTransaction client, SIPResponse response) {
        String ours = client.getOriginalRequest().getCallId().getCallId();
        return ours.equals(response.getCallId().getCallId()) && client.checkFromTag(response);
    }

    /** The stack locks a transaction for each message; its own channels unlock it like this. */
    private static void release(Object transaction) {
        if (transaction instanceof SIPTransaction locked && !locked.passToListener()) {
            locked.releaseSem();
        }
    }

    /** The stack's channel for a connection of ours. */
    MessageChannel channel(Connection connection) {
        return transport(connection.transport()).channel(connection);
    }

    /** What the stack takes for its sockets of a transport. */
    StackTransport transport(String name) {
        StackTransport known = transports.get(name);
        if (known == null) {
            throw new IllegalStateException("no transport " + name);
        }
        return known;
    }

    /** The INVITE of theirs that a CANCEL of this branch and sent-by is for (section 9.2). */
    Optional<StackServerTransaction> cancelled(SIPRequest cancel) {
        SIPTransaction invite = stack.findCancelTransaction(cancel, true);
        return invite != null && invite.getApplicationData() instanceof StackServerTransaction ours
                ? Optional.of(ours)
                : Optional.empty();
    }

    /** Whether a CANCEL is for an INVITE that is kept, and of who sent that. */
    boolean cancels(SIPRequest cancel) {
        return cancelled(cancel).filter(invite -> invite.isFor(cancel)).isPresent();
    }

    /** A server transaction for a request the listener was just called with. */
    ServerTransaction serverTransaction(SIPRequest request) throws SipException {
        return provider.getNewServerTransaction(request);
    }

    /** Sends a request in a transaction of its own, to the hop it carries. */
    ClientTransaction send(SIPRequest request, Object owner) throws SipException {
        ClientTransaction transaction = provider.getNewClientTransaction(request);
        transaction.setApplicationData(owner);
        transaction.sendRequest();
        return transaction;
    }

    /** Sends a response outside a transaction: a retransmitted 2xx, or an answer that is worth no transaction. */
    void send(SIPResponse response, Connection to) {
        try {
            channel(to).sendMessage(response);
        } catch (IOException gone) {
            // The connection ended, and with it what the response was for.
        }
    }

    /** How many transactions there are, lingering ones included. */
    int transactions() {
        return stack.getClientTransactionTableSize() + stack.getServerTransactionTableSize();
    }

    void stop() {
        EventScanner scanner = stack.getEventScanner();
        stack.stop();
        // Its thread sleeps on an empty queue and never sees that it was stopped: an event we ignore wakes it.
        scanner.addEvent(new EventWrapper(new IOExceptionEvent(provider, "", 0, ""), null));
    }
}
