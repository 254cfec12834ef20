package dev.tandem.sip.jain;

import dev.tandem.sip.SipSettings;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.flow.Sockets;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.transaction.ClientTransaction;
import dev.tandem.sip.transaction.ResponseListener;
import dev.tandem.sip.transaction.TransactionUser;
import dev.tandem.sip.transaction.Transactions;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transaction layer on jain-sip-ri. Thread-safe, but for what is received: that is for the loop of its Call-ID. */
public final class JainTransactions implements Transactions {
    private final SipSettings settings;
    private final OurAddress address;
    private final Function<String, Executor> loops;
    private final Consumer<InetAddress> acquaintances;
    private final LongAdder dropped;
    private final Stack stack;
    private final StackInput input;
    private final AtomicReference<@Nullable StackListener> listener = new AtomicReference<>();

    /**
     * Starts the stack over connections that are there already.
     *
     * @param loops the loop of a Call-ID
     * @param acquaintances hears of each address that a request goes to
     * @param dropped counts requests that could not be answered
     */
    public JainTransactions(
            SipSettings settings,
            Sockets sockets,
            Flows flows,
            Function<String, Executor> loops,
            Consumer<InetAddress> acquaintances,
            LongAdder dropped) {
        this.settings = settings;
        this.address = new OurAddress(settings);
        this.loops = loops;
        this.acquaintances = acquaintances;
        this.dropped = dropped;
        this.stack = new Stack(settings, sockets, flows);
        this.input = new StackInput(stack, sockets, this::strayCancel);
    }

    /** Names who hears of what arrives; once, before anything does. */
    public void listen(TransactionUser user) {
        StackListener made = new StackListener(stack, new Responses(settings.userAgent()), user, dropped);
        listener.set(made);
        stack.listen(made);
    }

    /** Takes a request that passed the checks; false when it cannot be parsed. Its user is called before this returns. */
    public boolean received(RequestText text, Connection from) {
        return input.request(text, from);
    }

    /** Takes a response; false when it cannot be parsed. Its user is called before this returns. */
    public boolean received(MessageText text, Connection from) {
        return input.response(text, from);
    }

    @Override
    public ClientTransaction send(OutgoingRequest request, Hop hop, ResponseListener listener) {
        acquaintances.accept(hop.facing());
        byte[] written = bytes(request, hop);
        SIPRequest parsed = Excerpt.ofOurs(written);
        parsed.setApplicationData(new Hops.Chosen(hop, Optional.of(written)));
        Executor loop = loops.apply(parsed.getCallId().getCallId());
        StackClientTransaction transaction = new StackClientTransaction(stack, loop, listener);
        transaction.send(parsed);
        return transaction;
    }

    @Override
    public boolean sendAck(OutgoingRequest ack, Hop hop) {
        return stack.transport(hop.transport())
                .connection(hop)
                .filter(connection -> connection.send(bytes(ack, hop)))
                .isPresent();
    }

    private byte[] bytes(OutgoingRequest request, Hop hop) {
        return request.bytes(address.via(hop), settings.userAgent());
    }

    private void strayCancel(SIPRequest cancel) {
        StackListener there = listener.get();
        if (there != null) {
            there.strayCancel(cancel);
        }
    }

    /** How many transactions there are, lingering ones included. */
    public int count() {
        return stack.transactions();
    }

    /** Stops the stack; the connections are closed by their owner. */
    public void stop() {
        stack.stop();
    }
}
