package dev.tandem.sip.endpoint;

import dev.tandem.sip.admission.RequestChecks;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Inbound;
import dev.tandem.sip.jain.JainTransactions;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.StatelessResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way in: a message is cut, checked, parsed and given to the transactions (RFC 3261, sections 8.2 and 18.2.1). What is
 * wrong with it is answered here, without state and in our own words. Receives on I/O threads, works on the loop of the
 * Call-ID.
 */
final class Ingress implements Inbound {
    private final Loops loops;
    private final RequestChecks checks;
    private final Counters counters;
    private final StatelessResponse refusals;
    private final Consumer<Connection> onClosed;
    private final AtomicReference<@Nullable JainTransactions> transactions = new AtomicReference<>();

    Ingress(
            Loops loops,
            RequestChecks checks,
            Counters counters,
            StatelessResponse refusals,
            Consumer<Connection> onClosed) {
        this.loops = loops;
        this.checks = checks;
        this.counters = counters;
        this.refusals = refusals;
        this.onClosed = onClosed;
    }

    /** Lets messages in, once the endpoint is put together. */
    void open(JainTransactions into) {
        transactions.set(into);
    }

    @Override
    public void received(byte[] message, Connection from) {
        JainTransactions into = transactions.get();
        if (into == null || isKeepAlive(message)) {
            return;
        }
        counters.messagesIn.increment();
        MessageText text = MessageText.of(message);
        if (!loops.of(text.header("Call-ID").orElse("")).offer(() -> handle(message, text, from, into))) {
            counters.dropped.increment();
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

    private void handle(byte[] message, MessageText text, Connection from, JainTransactions into) {
        if (!text.startLine().startsWith("SIP/")) {
            request(message, request(text, from), from, into);
        } else if (!into.received(message, text, from)) {
            counters.malformed.increment();
        }
    }

    private void request(byte[] message, RequestText request, Connection from, JainTransactions into) {
        Optional<OutgoingResponse> refusal = checks.refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get(), from);
        } else if (!into.received(message, request, from)) {
            refuse(request, OutgoingResponse.of(400, "Malformed Message"), from);
        }
    }

    private static RequestText request(MessageText text, Connection from) {
        Optional<String> flow = from.id().isEmpty() ? Optional.empty() : Optional.of(from.id());
        return text.asRequest(from.remote(), from.transport(), flow, from.user());
    }

    private void refuse(RequestText request, OutgoingResponse refusal, Connection to) {
        counters.malformed.increment();
        if (!request.method().equals("ACK")) {
            refusals.of(request, refusal).ifPresent(to::send);
        }
    }
}
