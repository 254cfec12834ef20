package dev.tandem.sip.jain;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.transaction.ServerTransaction;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A request that arrived and, once there is one, the stack's transaction for it, whose application data this is. */
final class StackServerTransaction implements ServerTransaction {
    private static final Logger LOG = Logger.getLogger(StackServerTransaction.class);

    private final Stack stack;
    private final Responses responses;
    private final LongAdder dropped;
    private final SIPRequest message;
    private final IncomingRequest request;
    private final String toTag = Tokens.tag();
    private Optional<javax.sip.ServerTransaction> transaction;
    private Optional<SIPResponse> last = Optional.empty();
    private Consumer<IncomingRequest> onCancel = cancel -> {};

    StackServerTransaction(
            Stack stack,
            Responses responses,
            LongAdder dropped,
            SIPRequest message,
            javax.sip.@Nullable ServerTransaction known) {
        this.stack = stack;
        this.responses = responses;
        this.dropped = dropped;
        this.message = message;
        this.request = Parsed.request(message);
        this.transaction = Optional.ofNullable(known);
    }

    @Override
    public IncomingRequest request() {
        return request;
    }

    @Override
    public String toTag() {
        return toTag;
    }

    @Override
    public boolean keep() {
        try {
            if (transaction.isEmpty()) {
                transaction = Optional.of(stack.serverTransaction(message));
            }
            transaction.get().setApplicationData(this);
            return true;
        } catch (SipException refused) {
            return lost(refused);
        }
    }

    @Override
    public boolean answer(OutgoingResponse response) {
        return answer(response, toTag);
    }

    private boolean answer(OutgoingResponse response, String tag) {
        if (!keep()) {
            return false;
        }
        try {
            SIPResponse made = responses.of(message, response, tag);
            transaction.orElseThrow().sendResponse(made);
            last = Optional.of(made);
            return true;
        } catch (SipException | InvalidArgumentException unsent) {
            return lost(unsent);
        }
    }

    private boolean lost(Exception why) {
        // The connection of the request is gone; whoever sent it is, too.
        LOG.debug("a request could not be answered", why);
        dropped.increment();
        return false;
    }

    @Override
    public void answerWithoutState(OutgoingResponse response) {
        stack.send(responses.of(message, response, toTag), replies());
    }

    @Override
    public void repeatAnswer() {
        last.ifPresent(response -> stack.send(response, replies()));
    }

    private dev.tandem.sip.flow.Connection replies() {
        return arrival().replies();
    }

    private Arrival arrival() {
        return (Arrival) message.getApplicationData();
    }

    @Override
    public void onCancel(Consumer<IncomingRequest> cancelled) {
        onCancel = cancelled;
    }

    /** Answers this CANCEL and tells the INVITE it is for (section 9.2). */
    void cancelInvite() {
        stack.cancelled(message).filter(invite -> invite.isFor(message)).ifPresent(invite -> {
            if (answer(OutgoingResponse.of(200, "OK"), invite.toTag)) {
                invite.onCancel.accept(request);
            }
        });
    }

    /** Whether a CANCEL of its branch is for it: sent by who sent it, and with all else that the two have in common. */
    boolean isFor(SIPRequest cancel) {
        IncomingRequest other = Parsed.request(cancel);
        return request.callId().equals(other.callId())
                && request.fromTag().equals(other.fromTag())
                && request.toTag().equals(other.toTag())
                && request.cseq() == other.cseq()
                && message.getTopmostVia()
                        .getSentBy()
                        .equals(cancel.getTopmostVia().getSentBy())
                && arrival().isOfSenderOf((Arrival) cancel.getApplicationData());
    }
}
