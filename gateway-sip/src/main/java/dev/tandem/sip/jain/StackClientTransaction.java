package dev.tandem.sip.jain;

import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.transaction.ClientTransaction;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sip.SipException;

/** A request of ours in a transaction of the stack's, whose application data this is. */
final class StackClientTransaction implements ClientTransaction {
    /** Of a CANCEL: what it is answered with means nothing (RFC 3261, section 9.1). */
    private static final ResponseListener NOBODY = new ResponseListener() {
        @Override
        public void response(IncomingResponse response) {}

        @Override
        public void failed(Failure why) {}
    };

    private final Stack stack;
    private final Executor loop;
    private final ResponseListener listener;
    private Optional<javax.sip.ClientTransaction> transaction = Optional.empty();
    private String branch = "";

    StackClientTransaction(Stack stack, Executor loop, ResponseListener listener) {
        this.stack = stack;
        this.loop = loop;
        this.listener = listener;
    }

    /** Sends the request to the hop it carries. */
    void send(SIPRequest request) {
        branch = request.getTopmostVia().getBranch();
        try {
            transaction = Optional.of(stack.send(request, this));
        } catch (SipException unsent) {
            failed(Failure.UNSENT);
        }
    }

    /** A response came. On the loop. */
    void response(IncomingResponse response) {
        listener.response(response);
    }

    /** None will come. Any thread. */
    void failed(Failure why) {
        loop.execute(() -> listener.failed(why));
    }

    @Override
    public String branch() {
        return branch;
    }

    @Override
    public boolean cancel(List<Header> headers) {
        if (transaction.isEmpty()) {
            return false;
        }
        try {
            SIPRequest request = (SIPRequest) transaction.get().getRequest();
            SIPRequest cancel = (SIPRequest) transaction.get().createCancel();
            cancel.setApplicationData(
                    new Hops.Chosen(((Hops.Chosen) request.getApplicationData()).hop(), Optional.empty()));
            headers.forEach(header -> addVerbatim(cancel, header));
            stack.send(cancel, new StackClientTransaction(stack, loop, NOBODY));
            return true;
        } catch (SipException unsent) {
            return false;
        }
    }

    /** What another peer wrote goes on as it is, whatever the stack's parser would think of it. */
    private static void addVerbatim(SIPRequest cancel, Header header) {
        ExtensionHeaderImpl verbatim = new ExtensionHeaderImpl(header.name());
        verbatim.setValue(header.value());
        cancel.addHeader((javax.sip.header.Header) verbatim);
    }
}
