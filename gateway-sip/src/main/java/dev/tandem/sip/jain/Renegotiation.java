package dev.tandem.sip.jain;

import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.leg.OfferExchange;
import dev.tandem.sip.leg.OfferExchange.Action;
import dev.tandem.sip.leg.OfferExchange.Event;
import dev.tandem.sip.leg.SessionTimer;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.Tokens;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.SipException;

/**
 * What changes or refreshes the session of a confirmed leg: re-INVITE, UPDATE and the session timer (RFC 3261, section 14;
 * RFC 3311; RFC 4028). Owned by the loop of its leg.
 */
final class Renegotiation {
    private final DialogLeg leg;
    private final OfferExchange exchange = new OfferExchange();

    private String localSdp = "";
    private String remoteSdp = "";
    private Optional<Received> arriving = Optional.empty();
    private Optional<Received> theirs = Optional.empty();
    private Optional<UntilAck> unacknowledged = Optional.empty();
    private boolean offeredInAnswer;
    private String ourOffer = "";
    private boolean refreshing;
    private boolean updateAllowed;
    private Optional<SessionTimer> timer = Optional.empty();
    private Optional<Runnable> timerRunning = Optional.empty();

    /** A request of theirs that waits for our answer. */
    private record Received(ServerTransaction transaction, SIPRequest request, String sdp) {}

    Renegotiation(DialogLeg leg) {
        this.leg = leg;
    }

    /** The session as the first offer and answer made it. */
    void established(String local, String remote, boolean updateAllowed) {
        this.localSdp = local;
        this.remoteSdp = remote;
        this.updateAllowed = updateAllowed;
    }

    // Wishes of the owner.

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
    void received(ServerTransaction transaction, SIPRequest request) throws SipException {
        Optional<String> expires = Arrival.header(request, "Session-Expires");
        if (SessionTimer.tooShort(expires)) {
            SIPResponse tooShort = leg.context.responses().of(request, 422, "Session Interval Too Small");
            Stack.answer(
                    transaction, Responses.with(tooShort, "Min-SE", Integer.toString(SessionTimer.MIN_SE_SECONDS)));
            return;
        }
        leg.dialog(leg.dialog().targetAt(Routes.target(request, leg.dialog().remoteTarget())));
        Optional<String> sdp = Arrival.sdp(request);
        arriving = Optional.of(new Received(transaction, request, sdp.orElse("")));
        if (exchange.state() == OfferExchange.State.STABLE && isRefresh(sdp)) {
            refreshed(transaction, request, sdp);
        } else {
            step(new Event.OfferReceived(sdp.orElse(""), request.getMethod().equals("INVITE")));
        }
    }

    /** Nothing new in it: same SDP as before, or none; it only keeps the session alive, or asks for our offer. */
    private boolean isRefresh(Optional<String> sdp) {
        return sdp.isEmpty() || (sdp.get().equals(remoteSdp) && !localSdp.isEmpty());
    }

    private void refreshed(ServerTransaction transaction, SIPRequest request, Optional<String> sdp)
            throws SipException {
        boolean invite = request.getMethod().equals("INVITE");
        // A re-INVITE without an offer asks for ours: what we have is what we offer (RFC 3261, section 14.2).
        offeredInAnswer = invite && sdp.isEmpty();
        SIPResponse ok = ok(request);
        if (invite || sdp.isPresent()) {
            Responses.withSdp(ok, localSdp);
        }
        send(transaction, request, ok);
    }

    private SIPResponse ok(SIPRequest request) {
        SIPResponse ok = leg.context.responses().of(request, 200, "OK", leg.localTag());
        Responses.with(ok, "Contact", leg.context.address().contact(leg.hop()));
        Responses.with(ok, "Allow", Responses.ALLOW);
        Responses.with(ok, "Supported", Responses.SUPPORTED);
        addSessionTimer(request, ok);
        return ok;
    }

    /** Agrees to the session timer they ask for, and starts it. */
    void addSessionTimer(SIPRequest request, SIPResponse ok) {
        boolean supported = Arrival.headers(request, "Supported").stream()
                .anyMatch(each -> Responses.lower(each).contains("timer"));
        SessionTimer.answering(Arrival.header(request, "Session-Expires"), supported)
                .ifPresent(agreed -> {
                    Responses.with(ok, "Session-Expires", agreed.answerHeader());
                    if (supported) {
                        Responses.with(ok, "Require", "timer");
                    }
                    run(agreed);
                });
    }

    private void send(ServerTransaction transaction, SIPRequest request, SIPResponse ok) throws SipException {
        Stack.answer(transaction, ok);
        if (request.getMethod().equals("INVITE")) {
            UntilAck repeated = new UntilAck(leg, ok, Arrival.of(request).replies());
            unacknowledged = Optional.of(repeated);
            repeated.start(() -> leg.apply(new LegEvent.Lost(Cause.TIMEOUT, 408, "our 200 was not acknowledged")));
        }
    }

    /** An ACK of theirs; the first one was for the INVITE that made the leg and is not seen here. */
    void acknowledged(SIPRequest ack) {
        if (unacknowledged
                .filter(each -> each.acknowledged(ack.getCSeq().getSeqNumber()))
                .isPresent()) {
            step(new Event.AckReceived());
            if (offeredInAnswer) {
                offeredInAnswer = false;
                Arrival.sdp(ack).ifPresent(sdp -> {
                    remoteSdp = sdp;
                    leg.report(new SipLegEvent.OfferAnswered(sdp));
                });
            }
        }
    }

    /** CANCEL for their re-INVITE. */
    void cancelled() {
        step(new Event.CancelReceived());
    }

    // Responses to ours.

    void response(SIPResponse response) {
        boolean invite = response.getCSeq().getMethod().equals("INVITE");
        int status = response.getStatusCode();
        if (status >= 300) {
            refused(status, invite);
            return;
        }
        leg.dialog(leg.dialog().targetAt(Routes.target(response, leg.dialog().remoteTarget())));
        // Without Session-Expires in the answer they dropped the timer (RFC 4028, section 7.2); we keep ours.
        SessionTimer.answered(Arrival.header(response, "Session-Expires"))
                .or(() -> timer)
                .ifPresent(this::run);
        if (invite) {
            acknowledge(response);
            accepted(Arrival.sdp(response).orElse(remoteSdp));
        }
    }

    /** A 2xx of a re-INVITE, also one that comes again. */
    void acknowledge(SIPResponse response) {
        try {
            leg.sendAck(response.getCSeq().getSeqNumber());
        } catch (SipException unsent) {
            leg.lost(unsent);
        }
    }

    private void accepted(String sdp) {
        localSdp = ourOffer;
        remoteSdp = sdp;
        step(new Event.Answered(sdp));
        refreshing = false;
    }

    private void refused(int status, boolean invite) {
        if (status == 408 || status == 481) {
            // The other side knows nothing of this dialog (RFC 3261, section 12.2.1.2).
            leg.apply(new LegEvent.Lost(Cause.TIMEOUT, status, "the remote side lost the call"));
        } else if (invite) {
            step(new Event.Refused(status));
            refreshing = false;
        } else {
            updateAllowed = false;
            timer.ifPresent(this::run);
        }
    }

    // The session timer.

    /** Starts the session timer, or starts it anew. */
    void run(SessionTimer agreed) {
        timerRunning.ifPresent(Runnable::run);
        timer = Optional.of(agreed);
        timerRunning = Optional.of(
                agreed.weRefresh()
                        ? leg.after(Duration.ofSeconds(agreed.refreshAfterSeconds()), this::refresh)
                        : leg.after(
                                Duration.ofSeconds(agreed.expireAfterSeconds()),
                                () -> leg.apply(new LegEvent.Lost(
                                        Cause.SESSION_EXPIRED, 408, "the remote side did not refresh the session"))));
    }

    private void refresh() {
        try {
            if (updateAllowed) {
                leg.sendInDialog("UPDATE", new DialogLeg.Body("", ""), sessionExpires());
            } else if (exchange.state() == OfferExchange.State.STABLE && !localSdp.isEmpty()) {
                refreshing = true;
                step(new Event.Offer(localSdp));
            } else {
                timer.ifPresent(this::run);
            }
        } catch (SipException unsent) {
            leg.lost(unsent);
        }
    }

    private List<Header> sessionExpires() {
        return timer.map(each -> List.of(new Header("Session-Expires", each.intervalSeconds() + ";refresher=uac")))
                .orElse(List.of());
    }

    void stop() {
        timerRunning.ifPresent(Runnable::run);
        unacknowledged.ifPresent(UntilAck::stop);
    }

    // The exchange.

    private void step(Event event) {
        for (Action action : exchange.on(event)) {
            try {
                perform(action);
            } catch (SipException unsent) {
                leg.lost(unsent);
            }
        }
    }

    private void perform(Action action) throws SipException {
        if (action instanceof Action.SendOffer offer) {
            ourOffer = offer.sdp();
            leg.sendInDialog("INVITE", DialogLeg.Body.sdp(offer.sdp()), sessionExpires());
        } else if (action instanceof Action.SendAnswer answer) {
            answerTheirs(answer.sdp());
        } else if (action instanceof Action.SendRefusal refusal) {
            refuseTheirs(refusal.status());
        } else if (action instanceof Action.RefuseGlare) {
            refuse(arriving.orElseThrow(), 491);
        } else if (action instanceof Action.RetryLater) {
            // Two ranges, so that the two sides of a glare do not meet again (section 14.1).
            boolean callIdIsOurs = leg instanceof CallingLeg;
            long pause = callIdIsOurs ? Tokens.millisBetween(2_100, 4_000) : Tokens.millisBetween(100, 2_000);
            leg.after(Duration.ofMillis(pause), () -> step(new Event.RetryDue()));
        } else if (!refreshing) {
            report(action);
        }
    }

    private void report(Action action) {
        if (action instanceof Action.ReportOffer offer) {
            theirs = arriving;
            leg.report(new SipLegEvent.OfferReceived(offer.sdp()));
        } else if (action instanceof Action.ReportAnswer answer) {
            leg.report(new SipLegEvent.OfferAnswered(answer.sdp()));
        } else if (action instanceof Action.ReportRefusal refusal) {
            leg.report(new SipLegEvent.OfferRefused(refusal.status()));
        }
    }

    private void answerTheirs(String sdp) throws SipException {
        if (theirs.isPresent()) {
            Received received = theirs.get();
            theirs = Optional.empty();
            localSdp = sdp;
            remoteSdp = received.sdp();
            send(received.transaction(), received.request(), Responses.withSdp(ok(received.request()), sdp));
        }
    }

    private void refuseTheirs(int status) throws SipException {
        if (theirs.isPresent()) {
            refuse(theirs.get(), status);
            theirs = Optional.empty();
        }
    }

    private void refuse(Received received, int status) throws SipException {
        Stack.answer(
                received.transaction(),
                leg.context.responses().of(received.request(), status, Responses.phrase(status)));
    }
}
