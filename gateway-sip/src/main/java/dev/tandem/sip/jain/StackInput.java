package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Sockets;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.RequestText;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;

/** Parses what arrived and feeds it to the stack, with its text as application data (RFC 3261, section 18.2.1). */
final class StackInput {
    private final Stack stack;
    private final Sockets sockets;
    private final Consumer<SIPRequest> strayCancels;

    /** @param strayCancels hears of each CANCEL that is for nothing, instead of the stack */
    StackInput(Stack stack, Sockets sockets, Consumer<SIPRequest> strayCancels) {
        this.stack = stack;
        this.sockets = sockets;
        this.strayCancels = strayCancels;
    }

    /** Feeds a response; false when it cannot be read. */
    boolean response(MessageText text, Connection from) {
        if (Excerpt.of(text).orElse(null) instanceof SIPResponse response
                && response.getStatusLine() != null // none is kept of a status beyond all numbers
                && isWhole(response)) {
            response.setApplicationData(text);
            stack.received(response, from);
            return true;
        }
        return false;
    }

    /** Feeds a request; false when it cannot be read. */
    boolean request(RequestText text, Connection from) {
        if (Excerpt.of(text).orElse(null) instanceof SIPRequest request
                && request.getRequestLine() != null
                && isWhole(request)
                && !isAckToNobody(request)) {
            prepare(request, from);
            SentBy.separate(request, stack::serverRequest);
            Connection replies = replies(request, from);
            request.setApplicationData(new Arrival(text, replies));
            if (text.method().equals("CANCEL") && !stack.cancels(request)) {
                strayCancels.accept(request);
            } else {
                stack.received(request, replies);
            }
            return true;
        }
        return false;
    }

    private static void prepare(SIPRequest request, Connection from) {
        try {
            stampVia(request, from.remote());
            if (!from.reliable()) {
                // Whatever it claims: the answer goes back the way the request came.
                request.getTopmostVia().setTransport("UDP");
            }
            if (request.getMaxForwards() == null) {
                // Optional in RFC 2543; the stack refuses to make a transaction without it.
                request.setHeader(new MaxForwards(70));
            }
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes the source into the top Via, so that responses go back through a NAT (RFC 3581, section 4). */
    private static void stampVia(SIPRequest request, InetSocketAddress source)
            throws ParseException, InvalidArgumentException {
        var via = request.getTopmostVia();
        String address = source.getAddress().getHostAddress();
        boolean sentFromElsewhere = !address.equals(via.getHost());
        via.setReceived(address);
        if (via.hasParameter("rport") || sentFromElsewhere) {
            via.setParameter("rport", Integer.toString(source.getPort()));
        }
        // Following maddr would let anyone aim our responses at a third party.
        via.removeParameter("maddr");
    }

    private Connection replies(SIPRequest request, Connection from) {
        if (from.reliable()) {
            return from;
        }
        var via = request.getTopmostVia();
        int port = via.getRPort() > 0 ? via.getRPort() : via.getPort() > 0 ? via.getPort() : 5060;
        return port == from.remote().getPort()
                ? from
                : sockets.datagramsTo(new InetSocketAddress(from.remote().getAddress(), port));
    }

    /** An ACK says by its branch what it is for; the stack fails on one that has none. */
    private static boolean isAckToNobody(SIPRequest request) {
        return request.getMethod().equals("ACK") && request.getTopmostVia().getBranch() == null;
    }

    private static boolean isWhole(SIPMessage message) {
        return message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null
                && message.getTopmostVia() != null;
    }
}
