package dev.tandem.sip.jain;

import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.TransactionUser;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;

/** Tells the transaction user, in its own words, what the stack tells. On the loops, but for timeouts. */
final class StackListener implements SipListener {
    private final Stack stack;
    private final Responses responses;
    private final TransactionUser user;
    private final LongAdder dropped;

    StackListener(Stack stack, Responses responses, TransactionUser user, LongAdder dropped) {
        this.stack = stack;
        this.responses = responses;
        this.user = user;
        this.dropped = dropped;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest message = (SIPRequest) event.getRequest();
        if (message.getMethod().equals("ACK")) {
            user.ack(Parsed.request(message));
            return;
        }
        StackServerTransaction transaction =
                new StackServerTransaction(stack, responses, dropped, message, event.getServerTransaction());
        if (message.getMethod().equals("CANCEL")) {
            transaction.cancelInvite();
        } else {
            user.request(transaction);
        }
    }

    /** Answers a CANCEL that is for nothing; the stack would keep it. */
    void strayCancel(SIPRequest cancel) {
        new StackServerTransaction(stack, responses, dropped, cancel, null)
                .answerWithoutState(OutgoingResponse.of(481, "Call Does Not Exist"));
    }

    @Override
    public void processResponse(ResponseEvent event) {
        IncomingResponse response = Parsed.response((SIPResponse) event.getResponse());
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof StackClientTransaction ours) {
            ours.response(response);
        } else {
            user.response(response);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        ClientTransaction transaction = event.isServerTransaction() ? null : event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof StackClientTransaction ours) {
            ours.failed(Failure.NO_RESPONSE);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        // Our connections report their end themselves.
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // Nobody keeps transactions to be cleaned up.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // The stack keeps no dialogs for us.
    }
}
