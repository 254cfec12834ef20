package dev.tandem.sip.dialog;

import dev.tandem.sip.auth.DigestClient;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingMessage;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.transaction.ClientTransaction;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the state of a dialog and sends the requests of ours inside it, challenged ones once more (RFC 3261, sections
 * 12.2.1 and 22). Owned by the loop of its Call-ID.
 */
final class DialogRequests {
    private final DialogContext context;
    private DialogState state;
    private String inviteBranch = "";

    DialogRequests(DialogContext context, DialogState state) {
        this.context = context;
        this.state = state;
    }

    DialogState state() {
        return state;
    }

    /** A response to the INVITE that made the dialog makes its routes and target anew. */
    void answeredBy(IncomingResponse response) {
        state = state.answeredBy(response);
    }

    /** A message that may bring a new target. */
    void targetAt(IncomingMessage message) {
        state = state.targetAt(message);
    }

    /** Counts a request of theirs; false when it is out of order (section 12.2.2). */
    boolean inOrder(long cseq) {
        if (cseq <= state.remoteCSeq()) {
            return false;
        }
        state = state.received(cseq);
        return true;
    }

    /** Where our next request goes. */
    Hop hop() {
        return state.nextHop(context.hop());
    }

    /** Our Contact towards the peer. */
    String contact() {
        return context.address().contact(context.hop());
    }

    /** Sends a request; the listener hears of its final response. */
    void send(String method, Body body, List<Header> headers, ResponseListener listener) {
        state = state.nextRequest();
        Hop hop = hop();
        OutgoingRequest request = state.request(method, state.localCSeq());
        if (!method.equals("BYE")) {
            request.headers(Capabilities.headers(context.address().contact(hop)));
        }
        request.headers(headers).body(body);
        ClientTransaction sent = context.transactions().send(request, hop, new Final(request, body, headers, listener));
        if (method.equals("INVITE")) {
            inviteBranch = sent.branch();
        }
    }

    /** The branch of our last re-INVITE; empty before the first. */
    String inviteBranch() {
        return inviteBranch;
    }

    /** Sends the ACK of a 2xx; false when the connection is gone. */
    boolean ack(long cseq) {
        OutgoingRequest ack =
                state.request("ACK", cseq).headers(context.digest().ofInvite());
        return context.transactions().sendAck(ack, hop());
    }

    /** Passes on the final response of a request, but answers a challenge itself. */
    private final class Final implements ResponseListener {
        private final OutgoingRequest request;
        private final Body body;
        private final List<Header> headers;
        private final ResponseListener listener;

        Final(OutgoingRequest request, Body body, List<Header> headers, ResponseListener listener) {
            this.request = request;
            this.body = body;
            this.headers = headers;
            this.listener = listener;
        }

        @Override
        public void response(IncomingResponse response) {
            if (response.status() < 200) {
                return;
            }
            Optional<Header> credentials =
                    DigestClient.isChallenge(response) ? context.digest().answer(request, response) : Optional.empty();
            if (credentials.isPresent()) {
                again(credentials.get());
            } else {
                listener.response(response);
            }
        }

        private void again(Header credentials) {
            List<Header> more = new ArrayList<>(headers);
            // Those of an earlier challenge whose nonce went stale.
            more.removeIf(header -> header.name().equals(credentials.name()));
            more.add(credentials);
            send(request.method(), body, more, listener);
        }

        @Override
        public void failed(Failure why) {
            listener.failed(why);
        }
    }
}
