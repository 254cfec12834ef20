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
    private final Door door;
    private final RequestChecks checks;
    private final Counters counters;
    private final StatelessResponse responses;
    private final Consumer<Connection> onClosed;
    private final AtomicReference<@Nullable Behind> behind = new AtomicReference<>();

    /** Who is behind the way in. */
    private record Behind(Threshold threshold, JainTransactions transactions) {}

    Ingress(
            Loops loops,
            Door door,
            RequestChecks checks,
            Counters counters,
            StatelessResponse responses,
            Consumer<Connection> onClosed) {
        this.loops = loops;
        this.door = door;
        this.checks = checks;
        this.counters = counters;
        this.responses = responses;
        this.onClosed = onClosed;
    }

    /** Lets messages in, once the endpoint is put together. */
    void open(Threshold threshold, JainTransactions transactions) {
        behind.set(new Behind(threshold, transactions));
    }

    @Override
    public void received(byte[] message, Connection from) {
        Behind into = behind.get();
        if (into == null || isKeepAlive(message)) {
            return;
        }
        counters.messagesIn.increment();
        if (from.user().isEmpty() && !door.admits(from.remote().getAddress(), from.transport())) {
            counters.strangers.increment();
            if (from.reliable()) {
                // It will not send again what was left out, so its stream means nothing any more.
                from.close();
            }
            return;
        }
        MessageText text = MessageText.of(message);
        if (!loops.of(text.header("Call-ID").orElse("")).offer(() -> handle(text, from, into))) {
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

    private void handle(MessageText text, Connection from, Behind into) {
        if (!text.startLine().startsWith("SIP/")) {
            request(request(text, from), from, into);
        } else if (!into.transactions().received(text, from)) {
            counters.malformed.increment();
        }
    }

    private void request(RequestText request, Connection from, Behind into) {
        Optional<OutgoingResponse> refusal = checks.refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get(), from);
            return;
        }
        boolean stopped = into.threshold().stops(request, answer -> send(request, answer, from));
        if (!stopped && !into.transactions().received(request, from)) {
            refuse(request, OutgoingResponse.of(400, "Malformed Message"), from);
        }
    }

    private static RequestText request(MessageText text, Connection from) {
        Optional<String> flow = from.id().isEmpty() ? Optional.empty() : Optional.of(from.id());
        return text.asRequest(from.remote(), from.transport(), flow, from.user(), from.provenUntil());
    }

    private void refuse(RequestText request, OutgoingResponse refusal, Connection to) {
        counters.malformed.increment();
        if (!request.method().equals("ACK")) {
            send(request, refusal, to);
        }
    }

    private void send(RequestText request, OutgoingResponse response, Connection to) {
        responses.of(request, response).ifPresent(to::send);
    }
}
