package dev.tandem.sip.jain;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.transaction.ServerTransaction;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
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
    private Runnable onCancel = () -> {};

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

    /** Keeps the request, so that its retransmissions are absorbed from now on; false when that cannot be. */
    boolean keep() {
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
        return ((Arrival) message.getApplicationData()).replies();
    }

    @Override
    public void onCancel(Runnable cancelled) {
        onCancel = cancelled;
    }

    /** Answers this CANCEL and tells the INVITE it is for, if there is one (section 9.2). */
    void cancelInvite() {
        if (!keep()) {
            return;
        }
        var invite = ((SIPServerTransaction) transaction.orElseThrow()).getCanceledInviteTransaction();
        if (invite == null || !(invite.getApplicationData() instanceof StackServerTransaction cancelled)) {
            answer(OutgoingResponse.of(481, "Call Does Not Exist"));
        } else if (answer(OutgoingResponse.of(200, "OK"), cancelled.toTag)) {
            cancelled.onCancel.run();
        }
    }
}
