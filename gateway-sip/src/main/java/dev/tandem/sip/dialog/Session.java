package dev.tandem.sip.dialog;

import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.dialog.OfferExchange.Action;
import dev.tandem.sip.dialog.OfferExchange.Event;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import dev.tandem.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The session of a dialog: who offered what, the re-INVITEs and UPDATEs that change or refresh it (RFC 3261, sections 13.3
 * and 14; RFC 3311). Owned by the loop of its Call-ID.
 */
final class Session {
    private static final Failure NOT_ACKNOWLEDGED = new Failure(Cause.TIMEOUT, 408, "our 200 was not acknowledged");
    private static final OutgoingResponse INTERVAL_TOO_SMALL = OutgoingResponse.of(422, "Session Interval Too Small")
            .with("Min-SE", Integer.toString(SessionTimer.MIN_SE_SECONDS));

    private final DialogRequests requests;
    private final DialogUser user;
    private final boolean callIdIsOurs;
    private final OfferExchange exchange = new OfferExchange();
    private final SessionRefresh refresh;
    private final OkResponses oks;

    private String localSdp = "";
    private String remoteSdp = "";
    private String ourOffer = "";
    private Optional<ServerTransaction> arriving = Optional.empty();
    private Optional<ServerTransaction> theirs = Optional.empty();
    private boolean refreshing;
    private boolean updateAllowed;

    Session(DialogRequests requests, DialogUser user, boolean callIdIsOurs) {
        this.requests = requests;
        this.user = user;
        this.callIdIsOurs = callIdIsOurs;
        this.refresh = new SessionRefresh(user, this::refresh);
        this.oks = new OkResponses(requests, user, refresh);
    }

    // The first offer and answer.

    /** Their 2xx to our first INVITE. */
    void accepted(String offer, String answer, IncomingResponse ok) {
        localSdp = offer;
        remoteSdp = answer;
        updateAllowed = ok.allows("UPDATE");
        refresh.answered(ok.header("Session-Expires"));
    }

    /** Sends our 2xx to their first INVITE. */
    void accept(ServerTransaction invite, String sdp, Consumer<IncomingRequest> onAck, Runnable overdue) {
        Optional<String> offer = invite.request().sdp();
        localSdp = sdp;
        remoteSdp = offer.orElse("");
        updateAllowed = invite.request().allows("UPDATE");
        oks.send(
                invite,
                Body.sdp(sdp),
                ack -> {
                    // The answer, when the offer was ours.
                    remoteSdp = offer.or(ack::sdp).orElse("");
                    onAck.accept(ack);
                },
                overdue);
    }

    // What the owner wants.

    void offer(String sdp) {
        step(new Event.Offer(sdp));
    }

    void answer(String sdp) {
        step(new Event.Answer(sdp));
    }

    void refuse(int status) {
        step(new Event.Refuse(status));
    }

    // Requests of theirs.

    /** A re-INVITE or UPDATE of theirs. */
    void received(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        if (request.supports("timer") && SessionTimer.tooShort(request.header("Session-Expires"))) {
            refuse(transaction, INTERVAL_TOO_SMALL);
            return;
        }
        requests.targetAt(request);
        arriving = Optional.of(transaction);
        if (isRefresh(request)) {
            refreshed(transaction);
        } else {
            transaction.onCancel(cancel -> cancelled(transaction));
            step(request.sdp()
                    .<Event>map(sdp -> new Event.OfferReceived(sdp, request.isInvite()))
                    .orElseGet(Event.OfferWanted::new));
        }
    }

    private void cancelled(ServerTransaction transaction) {
        // One that was refused at once is over; the offer before it goes on.
        if (theirs.filter(each -> each == transaction).isPresent()) {
            step(new Event.CancelReceived());
        }
    }

    /** Nothing new in it: an UPDATE without SDP, or the same SDP as before; it only keeps the session alive. */
    private boolean isRefresh(IncomingRequest request) {
        return request.sdp()
                .map(sdp ->
                        exchange.state() == OfferExchange.State.STABLE && sdp.equals(remoteSdp) && !localSdp.isEmpty())
                .orElse(!request.isInvite());
    }

    private void refreshed(ServerTransaction transaction) {
        ok(transaction, transaction.request().sdp().isPresent() ? Body.sdp(localSdp) : Body.NONE);
    }

    private void ok(ServerTransaction transaction, Body body) {
        oks.send(transaction, body, ack -> step(new Event.AckReceived(ack.sdp())), () -> user.lost(NOT_ACKNOWLEDGED));
    }

    /** An ACK of theirs. */
    void received(IncomingRequest ack) {
        oks.received(ack);
    }

    private void refuse(ServerTransaction transaction, OutgoingResponse response) {
        if (!transaction.answer(response)) {
            user.lost(Failure.UNSENT);
        }
    }

    // Requests of ours.

    private void refresh() {
        if (updateAllowed) {
            requests.send("UPDATE", Body.NONE, refresh.headers(), new Answers());
        } else if (exchange.state() == OfferExchange.State.STABLE && !localSdp.isEmpty()) {
            refreshing = true;
            step(new Event.Offer(localSdp));
        } else {
            refresh.restart();
        }
    }

    /** Hears the answers to our re-INVITEs and UPDATEs. */
    private final class Answers implements ResponseListener {
        @Override
        public void response(IncomingResponse response) {
            boolean invite = response.method().equals("INVITE");
            if (response.status() == 422 && refresh.raised(response.header("Min-SE"))) {
                sendAgain(invite);
                return;
            }
            if (response.status() >= 300) {
                refused(response.status(), invite);
                return;
            }
            requests.targetAt(response);
            refresh.answered(response.header("Session-Expires"));
            if (invite) {
                acknowledge(response.cseq());
                accepted(response.sdp().orElse(remoteSdp));
            }
        }

        @Override
        public void failed(Failure why) {
            user.lost(why);
        }
    }

    /** With the session timer they asked for by 422 (RFC 4028, section 7.3). */
    private void sendAgain(boolean invite) {
        Body body = invite ? Body.sdp(ourOffer) : Body.NONE;
        requests.send(invite ? "INVITE" : "UPDATE", body, refresh.headers(), new Answers());
    }

    /** ACK for the 2xx of a re-INVITE, also for one that comes again. */
    void acknowledge(long cseq) {
        if (!requests.ack(cseq)) {
            user.lost(Failure.UNSENT);
        }
    }

    private void accepted(String sdp) {
        step(new Event.Answered(sdp));
        refreshing = false;
    }

    private void refused(int status, boolean invite) {
        if (status == 408 || status == 481) {
            // The other side knows nothing of this dialog (RFC 3261, section 12.2.1.2).
            user.lost(new Failure(Cause.TIMEOUT, status, "the remote side lost the call"));
        } else if (invite) {
            step(new Event.Refused(status));
            refreshing = false;
        } else {
            updateAllowed = false;
            refresh.restart();
        }
    }

    void stop() {
        refresh.stop();
        oks.stop();
    }

    // The exchange.

    private void step(Event event) {
        exchange.on(event).forEach(this::perform);
    }

    private void perform(Action action) {
        if (action instanceof Action.SendOffer offer) {
            ourOffer = offer.sdp();
            requests.send("INVITE", Body.sdp(offer.sdp()), refresh.headers(), new Answers());
        } else if (action instanceof Action.SendAnswer answer) {
            answerTheirs(answer.sdp());
        } else if (action instanceof Action.SendRefusal refusal) {
            theirs.ifPresent(transaction -> refuse(transaction, OutgoingResponse.of(refusal.status())));
            theirs = Optional.empty();
        } else if (action instanceof Action.RefuseGlare) {
            refuse(arriving.orElseThrow(), OutgoingResponse.of(491));
        } else if (action instanceof Action.RetryLater) {
            // Two ranges, so that the two sides of a glare do not meet again (section 14.1).
            long pause = callIdIsOurs ? Tokens.millisBetween(2_100, 4_000) : Tokens.millisBetween(100, 2_000);
            user.after(Duration.ofMillis(pause), () -> step(new Event.RetryDue()));
        } else {
            report(action);
        }
    }

    private void report(Action action) {
        if (action instanceof Action.ReportOffer offer) {
            theirs = arriving;
            user.report(new SipLegEvent.OfferReceived(offer.sdp()));
        } else if (action instanceof Action.ReportOfferWanted) {
            theirs = arriving;
            user.report(new SipLegEvent.OfferWanted());
        } else if (action instanceof Action.ReportAnswer answer) {
            localSdp = ourOffer;
            remoteSdp = answer.sdp();
            reportUnlessRefresh(new SipLegEvent.OfferAnswered(answer.sdp()));
        } else if (action instanceof Action.ReportRefusal refusal) {
            reportUnlessRefresh(new SipLegEvent.OfferRefused(refusal.status()));
        } else {
            throw new AssertionError(action);
        }
    }

    /** What a refresh of ours was answered with is nothing new to the owner. */
    private void reportUnlessRefresh(SipLegEvent event) {
        if (!refreshing) {
            user.report(event);
        }
    }

    private void answerTheirs(String sdp) {
        if (theirs.isPresent()) {
            ServerTransaction transaction = theirs.get();
            theirs = Optional.empty();
            transaction
                    .request()
                    .sdp()
                    .ifPresentOrElse(
                            offer -> {
                                localSdp = sdp;
                                remoteSdp = offer;
                            },
                            () -> ourOffer = sdp);
            ok(transaction, Body.sdp(sdp));
        }
    }
}
