package dev.tandem.sip.jain;

import dev.tandem.sip.admission.RequestChecks;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Inbound;
import dev.tandem.sip.flow.Sockets;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.StatelessResponse;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * The way in: a message is cut, checked, parsed and given to the stack (RFC 3261, sections 8.2 and 18.2.1). What is wrong
 * with it is answered here, without state and in our own words. Receives on I/O threads, works on the loop of the Call-ID.
 */
final class Ingress implements Inbound {
    private final Loops loops;
    private final RequestChecks checks;
    private final Tally tally;
    private final StatelessResponse replies;
    private final Consumer<Connection> onClosed;
    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

    /** What the ingress feeds once the endpoint is put together. */
    private record Open(Stack stack, Sockets sockets) {}

    Ingress(Loops loops, RequestChecks checks, Tally tally, StatelessResponse replies, Consumer<Connection> onClosed) {
        this.loops = loops;
        this.checks = checks;
        this.tally = tally;
        this.replies = replies;
        this.onClosed = onClosed;
    }

    /** Lets messages in. */
    void open(Stack stack, Sockets sockets) {
        open.set(new Open(stack, sockets));
    }

    private Open open() {
        return Optional.ofNullable(open.get()).orElseThrow();
    }

    @Override
    public void received(byte[] message, Connection from) {
        if (isKeepAlive(message) || open.get() == null) {
            return;
        }
        tally.messagesIn.increment();
        MessageText text = MessageText.of(message);
        String callId = text.headers("Call-ID").stream().findFirst().orElse("");
        if (!loops.of(callId).offer(() -> handle(message, new Arrival(text, from, from)))) {
            tally.dropped.increment();
        }
    }

    @Override
    public void closed(Connection connection) {
        onClosed.accept(connection);
    }

    private static boolean isKeepAlive(byte[] message) {
        for (byte each : message) {
            if (each != '\r' && each != '\n' && each != 0) {
                return false;
            }
        }
        return true;
    }

    private void handle(byte[] message, Arrival arrival) {
        if (arrival.text().startLine().startsWith("SIP/")) {
            response(message, arrival);
        } else {
            request(message, arrival);
        }
    }

    private void response(byte[] message, Arrival arrival) {
        if (parse(message).orElse(null) instanceof SIPResponse response
                && response.getStatusLine() != null // none is kept of a status beyond all numbers
                && isWhole(response)) {
            response.setApplicationData(arrival);
            open().stack().received(response, arrival.from());
        } else {
            tally.malformed.increment();
        }
    }

    private void request(byte[] message, Arrival arrival) {
        RequestText view = view(arrival);
        Optional<OutgoingResponse> refusal = checks.refusal(view);
        if (refusal.isPresent()) {
            tally.malformed.increment();
            refuse(view, refusal.get(), arrival.from());
        } else if (parse(message).orElse(null) instanceof SIPRequest request && isWhole(request)) {
            admitToStack(request, arrival);
        } else {
            tally.malformed.increment();
            refuse(view, OutgoingResponse.of(400, "Malformed Message"), arrival.from());
        }
    }

    private void admitToStack(SIPRequest request, Arrival arrival) {
        try {
            stampVia(request, arrival.from().remote());
            if (!arrival.from().reliable()) {
                // Whatever it claims: the answer goes back the way the request came.
                request.getTopmostVia().setTransport("UDP");
            }
            if (request.getMaxForwards() == null) {
                // Optional in RFC 2543; the stack refuses to make a transaction without it.
                request.setHeader(new gov.nist.javax.sip.header.MaxForwards(70));
            }
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException(impossible);
        }
        Connection replies = replyingTo(request, arrival.from());
        request.setApplicationData(new Arrival(arrival.text(), arrival.from(), replies));
        open().stack().received(request, replies);
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

    private Connection replyingTo(SIPRequest request, Connection from) {
        if (from.reliable()) {
            return from;
        }
        var via = request.getTopmostVia();
        int port = via.getRPort() > 0 ? via.getRPort() : via.getPort() > 0 ? via.getPort() : 5060;
        return port == from.remote().getPort()
                ? from
                : open().sockets()
                        .datagramsTo(new InetSocketAddress(from.remote().getAddress(), port));
    }

    private void refuse(RequestText view, OutgoingResponse reply, Connection to) {
        if (!view.method().equals("ACK")) {
            replies.of(view, reply).ifPresent(to::send);
        }
    }

    static RequestText view(Arrival arrival) {
        Connection from = arrival.from();
        Optional<String> flow = from.id().isEmpty() ? Optional.empty() : Optional.of(from.id());
        return arrival.text().asRequest(from.remote(), from.transport(), flow, from.user());
    }

    /** Parses with a parser of its own, as the stack's parser keeps state; what it says of a bad message stays here. */
    private static Optional<SIPMessage> parse(byte[] message) {
        try {
            return Optional.ofNullable(new StringMsgParser()
                    .parseSIPMessage(message, true, false, (problem, parsed, type, header, text) -> {
                        // Headers that no one needs may be broken; those that matter are checked afterwards.
                    }));
        } catch (ParseException | RuntimeException | StackOverflowError malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(SIPMessage message) {
        boolean started = message instanceof SIPRequest request
                ? request.getRequestLine() != null
                : ((SIPResponse) message).getStatusLine() != null;
        return started
                && message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null
                && message.getTopmostVia() != null;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
