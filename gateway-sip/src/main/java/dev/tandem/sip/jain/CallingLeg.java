package dev.tandem.sip.jain;

import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.auth.DigestAnswer;
import dev.tandem.sip.leg.Dialog;
import dev.tandem.sip.leg.LegAction;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.leg.LegState;
import dev.tandem.sip.leg.SessionTimer;
import dev.tandem.sip.leg.UacLeg;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.Tokens;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.SipException;

/** A leg that begins with an INVITE of ours. */
final class CallingLeg extends DialogLeg {
    /** Owner of a BYE nobody waits for. */
    private static final String FORK = "fork";

    private final UacLeg machine = new UacLeg();
    private final OutgoingInvite invite;
    private final Optional<DigestCredentials> credentials;
    private Optional<Outgoing> outgoing = Optional.empty();
    private Optional<ClientTransaction> transaction = Optional.empty();
    private Optional<Authorization> authorization = Optional.empty();
    private long inviteCSeq;
    private int sessionSeconds = SessionTimer.WANTED_SECONDS;
    private boolean confirmed;

    /** Where the INVITE goes and the dialog it makes. */
    private record Outgoing(Hops.To hop, Dialog dialog, List<Header> identity) {}

    CallingLeg(Context context, OutgoingInvite invite) {
        super(context, Tokens.callId(), Tokens.tag());
        this.invite = invite;
        this.credentials = Destination.credentials(invite.target());
    }

    /** Finds the way and sends the INVITE. */
    void start() {
        after(invite.noAnswer(), () -> apply(new LegEvent.NoAnswer()));
        var unused = Destination.locate(context, invite.target())
                .whenComplete((hop, failure) -> loop.execute(() -> located(Optional.ofNullable(hop))));
    }

    private void located(Optional<Hops.To> hop) {
        if (machine.state() != LegState.CALLING) {
            apply(new LegEvent.Refused(487, "cancelled by us"));
        } else if (hop.isEmpty()) {
            apply(new LegEvent.Lost(Cause.TRANSPORT, 503, "the peer cannot be reached"));
        } else {
            Identity identity = Identity.of(context, invite, hop.get());
            Dialog made = new Dialog(
                    callId(),
                    identity.from() + ";tag=" + localTag(),
                    identity.to(),
                    identity.requestUri(),
                    identity.routes(),
                    0,
                    -1);
            outgoing = Optional.of(new Outgoing(hop.get(), made, identity.headers()));
            sendInvite();
        }
    }

    private void sendInvite() {
        try {
            List<Header> extra = new ArrayList<>(outgoing.orElseThrow().identity());
            extra.add(new Header("Session-Expires", Integer.toString(sessionSeconds)));
            extra.add(new Header("Min-SE", Integer.toString(SessionTimer.MIN_SE_SECONDS)));
            authorization.ifPresent(each -> extra.add(new Header(each.name(), each.value())));
            inviteCSeq = dialog().localCSeq() + 1;
            transaction = Optional.of(sendInDialog("INVITE", Body.sdp(invite.offer()), extra));
        } catch (SipException unsent) {
            lost(unsent);
        }
    }

    @Override
    void act(LegAction action) throws SipException {
        if (action instanceof LegAction.SendAck) {
            sendAck(inviteCSeq);
        } else if (action instanceof LegAction.SendCancel) {
            sendCancel();
        } else if (action instanceof LegAction.SendInviteAgain) {
            sendInvite();
        }
    }

    private void sendCancel() throws SipException {
        if (transaction.isPresent()) {
            SIPRequest cancel = (SIPRequest) transaction.get().createCancel();
            cancel.setApplicationData(hop());
            context.stack().send(cancel, this);
        }
        // A peer that never answers the INVITE it was asked to cancel: the transaction has no timer for it any more.
        after(PATIENCE, () -> apply(new LegEvent.Refused(408, "no answer to CANCEL")));
    }

    @Override
    void inviteResponse(SIPResponse response) {
        int status = response.getStatusCode();
        if (status < 200) {
            apply(new LegEvent.Provisional(status, Arrival.sdp(response)));
        } else if (status < 300) {
            accepted(response);
        } else if (satisfied(response)) {
            apply(new LegEvent.Challenged());
        } else {
            apply(new LegEvent.Refused(status, response.getReasonPhrase()));
        }
    }

    private void accepted(SIPResponse response) {
        String to = Arrival.header(response, "To").orElse("");
        if (confirmed && !to.equals(dialog().remote())) {
            releaseFork(response, to);
            return;
        }
        if (!confirmed) {
            confirmed = true;
            dialog(new Dialog(
                    callId(),
                    dialog().local(),
                    to,
                    Routes.target(response, dialog().remoteTarget()),
                    Routes.reversed(response),
                    dialog().localCSeq(),
                    -1));
            boolean updates = Arrival.headers(response, "Allow").stream().anyMatch(each -> each.contains("UPDATE"));
            offers().established(invite.offer(), Arrival.sdp(response).orElse(""), updates);
            SessionTimer.answered(Arrival.header(response, "Session-Expires")).ifPresent(offers()::run);
        }
        apply(new LegEvent.Accepted(Arrival.sdp(response).orElse("")));
    }

    /** Another fork answered too: one answer is enough, this one is acknowledged and released (section 13.2.2.4). */
    private void releaseFork(SIPResponse response, String to) {
        Dialog ours = dialog();
        long counted = ours.localCSeq();
        try {
            dialog(new Dialog(
                    callId(),
                    ours.local(),
                    to,
                    Routes.target(response, ours.remoteTarget()),
                    Routes.reversed(response),
                    counted,
                    -1));
            sendAck(inviteCSeq);
            context.stack().send(inDialog("BYE", counted + 1, new Body("", ""), List.of()), FORK);
        } catch (SipException unsent) {
            context.tally().dropped.increment();
        } finally {
            dialog(ours);
        }
    }

    /** Takes up what a refusal asks for; false when there is nothing we could do about it, or did before. */
    private boolean satisfied(SIPResponse response) {
        int status = response.getStatusCode();
        if (status == 422 && sessionSeconds == SessionTimer.WANTED_SECONDS) {
            int wanted = Arrival.header(response, "Min-SE")
                    .map(value -> value.split(";", 2)[0].trim())
                    .filter(digits -> digits.matches("[0-9]{1,6}"))
                    .map(Integer::parseInt)
                    .orElse(0);
            sessionSeconds = Math.max(wanted, sessionSeconds + 1);
            return wanted > 0;
        }
        if ((status != 401 && status != 407) || transaction.isEmpty()) {
            return false;
        }
        authorization = authorize((SIPRequest) transaction.get().getRequest(), response);
        return authorization.isPresent();
    }

    @Override
    Optional<Authorization> authorize(SIPRequest request, SIPResponse challenge) {
        boolean proxy = challenge.getStatusCode() == 407;
        String name = proxy ? "Proxy-Authorization" : "Authorization";
        List<String> challenges = Arrival.headers(challenge, proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        boolean stale = challenges.stream()
                .anyMatch(each -> Responses.lower(each).replace(" ", "").contains("stale=true"));
        if (request.getHeader(name) != null && !stale) {
            // Our answer was wrong; the same answer again would be too.
            return Optional.empty();
        }
        return credentials
                .flatMap(ours -> DigestAnswer.to(
                        challenges,
                        ours,
                        request.getMethod(),
                        request.getRequestURI().toString(),
                        Tokens.clientNonce()))
                .map(value -> new Authorization(name, value));
    }

    @Override
    boolean isOurInvite(SIPResponse response) {
        long cseq = response.getCSeq().getSeqNumber();
        return response.getCSeq().getMethod().equals("INVITE") && cseq <= inviteCSeq;
    }

    @Override
    List<LegAction> on(LegEvent event) {
        return machine.on(event);
    }

    @Override
    LegState state() {
        return machine.state();
    }

    @Override
    Dialog dialog() {
        return outgoing.orElseThrow().dialog();
    }

    @Override
    void dialog(Dialog changed) {
        Outgoing now = outgoing.orElseThrow();
        outgoing = Optional.of(new Outgoing(now.hop(), changed, now.identity()));
    }

    @Override
    Hops.To hop() {
        return outgoing.orElseThrow().hop();
    }

    @Override
    boolean livesOn(String flowHost) {
        return outgoing.filter(each -> each.hop().host().equals(flowHost)).isPresent();
    }

    @Override
    Optional<String> inviteKey() {
        return Optional.empty();
    }

    @Override
    Optional<Authorization> authorization() {
        return authorization;
    }
}
