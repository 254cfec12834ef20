package dev.tandem.sip.dialog;

import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import dev.tandem.sip.transaction.ServerTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One dialog, early or confirmed, and the session in it (RFC 3261, section 12). It answers their requests, and speaks to the
 * leg it belongs to. Owned by the loop of its Call-ID.
 */
public final class Dialog {

    /** Where a dialog is. */
    public enum State {
        /** No 2xx yet. */
        EARLY,
        /** Our 2xx is out, its ACK is not in. */
        ANSWERED,
        /** It stands. */
        CONFIRMED,
        /** One side said BYE. */
        TERMINATED
    }

    private final DialogUser user;
    private final DialogRequests requests;
    private final Session session;
    private final long firstCSeq;
    private final boolean placedByUs;
    private State state = State.EARLY;
    private Optional<String> earlyAnswer = Optional.empty();

    /** Makes an early dialog. */
    public Dialog(DialogContext context, DialogState state) {
        this.user = context.user();
        this.requests = new DialogRequests(context, state);
        this.session = new Session(requests, user, context.callIdIsOurs());
        this.firstCSeq = state.localCSeq();
        this.placedByUs = context.callIdIsOurs();
    }

    /** Where it is. */
    public State state() {
        return state;
    }

    // The caller's side of the INVITE that makes it.

    /** A provisional response of theirs; what SDP it has is the answer, should the 2xx have none (section 13.2.1). */
    public void progressed(IncomingResponse provisional) {
        earlyAnswer = provisional.sdp().or(() -> earlyAnswer);
    }

    /**
     * The first 2xx of theirs.
     *
     * @param offer the SDP of our INVITE
     * @return the SDP that answers it; empty when there is none
     */
    public String accepted(IncomingResponse ok, String offer) {
        state = State.CONFIRMED;
        requests.answeredBy(ok);
        String answer = ok.sdp().or(() -> earlyAnswer).orElse("");
        session.accepted(offer, answer, ok);
        return answer;
    }

    /** Sends the ACK of a 2xx to the INVITE that made it; false when the connection is gone. */
    public boolean ack(long cseq) {
        return requests.ack(cseq);
    }

    /** A 2xx to a re-INVITE of ours came once more. */
    public void acceptedAgain(IncomingResponse ok) {
        session.acknowledge(ok.cseq());
    }

    /** Whether a 2xx is for our last re-INVITE inside it. */
    public boolean isAcceptedBy(IncomingResponse ok) {
        return ok.cseq() > firstCSeq
                && ok.cseq() <= requests.state().localCSeq()
                && ok.branch().equals(requests.inviteBranch());
    }

    // The callee's side of it.

    /** Where our requests go. */
    public Hop hop() {
        return requests.hop();
    }

    /** Our Contact, for provisional responses. */
    public String contact() {
        return requests.contact();
    }

    /**
     * Sends our 2xx.
     *
     * @param onAck hears the SDP of the ACK
     * @param overdue runs when there was no ACK in time
     */
    public void accept(ServerTransaction invite, String sdp, Consumer<Optional<String>> onAck, Runnable overdue) {
        state = State.ANSWERED;
        session.accept(
                invite,
                sdp,
                ack -> {
                    state = state == State.ANSWERED ? State.CONFIRMED : state;
                    onAck.accept(ack.sdp());
                },
                overdue);
    }

    // What the owner wants.

    /** Offers a new session. */
    public void offer(String sdp) {
        session.offer(sdp);
    }

    /** Answers their offer. */
    public void answerOffer(String sdp) {
        session.answer(sdp);
    }

    /** Refuses their offer. */
    public void refuseOffer(int status) {
        session.refuse(status);
    }

    /** Sends a digit. */
    public void sendDigit(char digit, int durationMillis) {
        requests.send("INFO", DtmfInfo.body(digit, durationMillis), List.of(), new ResponseListener() {
            @Override
            public void response(IncomingResponse response) {
                // A refused digit is lost; the call need not be.
            }

            @Override
            public void failed(Failure why) {
                if (why.equals(Failure.UNSENT)) {
                    user.lost(why);
                }
            }
        });
    }

    /** Says BYE and why; {@code released} runs when it has its final response, or will never have one. */
    public void bye(List<Header> why, Runnable released) {
        state = State.TERMINATED;
        session.stop();
        requests.send("BYE", Body.NONE, why, new ResponseListener() {
            @Override
            public void response(IncomingResponse response) {
                released.run();
            }

            @Override
            public void failed(Failure why) {
                released.run();
            }
        });
    }

    // Their requests (section 12.2.2).

    /** An ACK of theirs. */
    public void acknowledged(IncomingRequest ack) {
        session.received(ack);
    }

    /** Any other request of theirs but CANCEL. */
    public void received(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        if (!requests.inOrder(request.cseq())) {
            transaction.answer(OutgoingResponse.of(500, "Request out of order"));
            return;
        }
        if (state == State.TERMINATED && !request.method().equals("BYE")) {
            transaction.answer(OutgoingResponse.of(481, "Call Does Not Exist"));
            return;
        }
        switch (request.method()) {
            case "BYE" -> byeReceived(transaction);
            case "INVITE", "UPDATE" -> sessionRequest(transaction);
            case "INFO" -> {
                transaction.answer(OutgoingResponse.of(200, "OK"));
                DtmfInfo.digit(request).ifPresent(user::report);
            }
            case "OPTIONS" -> transaction.answer(Capabilities.response());
            default -> transaction.answer(Capabilities.notAllowed());
        }
    }

    private void byeReceived(ServerTransaction transaction) {
        if (state == State.EARLY && placedByUs) {
            // Who is called may not end what it has not accepted (section 15), and to accept this would end nothing.
            transaction.answer(OutgoingResponse.of(481, "Call Does Not Exist"));
            return;
        }
        state = State.TERMINATED;
        session.stop();
        transaction.answer(OutgoingResponse.of(200, "OK"));
        user.byeReceived(this, transaction.request().reason());
    }

    private void sessionRequest(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        boolean confirmed = state == State.CONFIRMED;
        // JsSIP refreshes as soon as it likes, also while our ACK is on its way.
        boolean earlyRefresh = !request.isInvite() && request.sdp().isEmpty() && state != State.TERMINATED;
        if (!confirmed && !earlyRefresh) {
            transaction.answer(OutgoingResponse.of(491, "Request Pending"));
            return;
        }
        if (request.isInvite() && !transaction.answer(OutgoingResponse.of(100, "Trying"))) {
            return;
        }
        session.received(transaction);
    }
}
