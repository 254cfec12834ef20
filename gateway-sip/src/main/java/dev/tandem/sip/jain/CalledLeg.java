package dev.tandem.sip.jain;

import dev.tandem.sip.leg.Dialog;
import dev.tandem.sip.leg.LegAction;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.leg.LegState;
import dev.tandem.sip.leg.UasLeg;
import dev.tandem.sip.message.Tokens;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.SipException;

/** A leg that began with an INVITE of theirs. */
final class CalledLeg extends DialogLeg {
    private final UasLeg machine = new UasLeg();
    private final SIPRequest invite;
    private final ServerTransaction transaction;
    private final String inviteKey;
    private final Hops.To hop;
    private Dialog dialog;
    private String localSdp = "";
    private Optional<UntilAck> answer = Optional.empty();

    CalledLeg(Context context, SIPRequest invite, ServerTransaction transaction, String inviteKey) {
        super(context, invite.getCallId().getCallId(), Tokens.tag());
        this.invite = invite;
        this.transaction = transaction;
        this.inviteKey = inviteKey;
        Arrival arrival = Arrival.of(invite);
        this.hop = Hops.To.connection(arrival.from());
        this.dialog = new Dialog(
                callId(),
                arrival.text().headers("To").get(0) + ";tag=" + localTag(),
                arrival.text().headers("From").get(0),
                Routes.target(invite, ""),
                Routes.recorded(invite),
                0,
                invite.getCSeq().getSeqNumber());
    }

    @Override
    void act(LegAction action) throws SipException {
        if (action instanceof LegAction.SendProvisional provisional) {
            SIPResponse response = dialogMaking(provisional.status(), Responses.phrase(provisional.status()));
            provisional.sdp().ifPresent(sdp -> Responses.withSdp(response, sdp));
            Stack.answer(transaction, response);
        } else if (action instanceof LegAction.SendAnswer accepted) {
            sendAnswer(accepted.sdp());
        } else if (action instanceof LegAction.SendRefusal refusal) {
            refuse(refusal);
        }
    }

    private void refuse(LegAction.SendRefusal refusal) throws SipException {
        SIPResponse response = context.responses().of(invite, refusal.status(), refusal.reason(), localTag());
        if (!refusal.retryAfter().isZero()) {
            Responses.with(
                    response, "Retry-After", Long.toString(refusal.retryAfter().toSeconds()));
        }
        Stack.answer(transaction, response);
    }

    private void sendAnswer(String sdp) throws SipException {
        localSdp = sdp;
        SIPResponse ok = Responses.withSdp(dialogMaking(200, "OK"), sdp);
        Responses.with(ok, "Supported", Responses.SUPPORTED);
        offers().addSessionTimer(invite, ok);
        boolean updates = Arrival.headers(invite, "Allow").stream().anyMatch(each -> each.contains("UPDATE"));
        offers().established(sdp, Arrival.sdp(invite).orElse(""), updates);
        Stack.answer(transaction, ok);
        UntilAck repeated = new UntilAck(this, ok, Arrival.of(invite).replies());
        answer = Optional.of(repeated);
        repeated.start(() -> apply(new LegEvent.AckOverdue()));
    }

    private SIPResponse dialogMaking(int status, String phrase) {
        SIPResponse response = context.responses().of(invite, status, phrase, localTag());
        Responses.with(response, "Contact", context.address().contact(hop));
        return Responses.with(response, "Allow", Responses.ALLOW);
    }

    /** Whether an INVITE is the one that made this leg, sent again; else it came another way. */
    boolean isSameInvite(SIPRequest other) {
        return other.getTopmostVia().getBranch() != null
                && other.getTopmostVia()
                        .getBranch()
                        .equals(invite.getTopmostVia().getBranch());
    }

    /** An ACK inside the dialog. */
    void acknowledged(SIPRequest ack) {
        if (answer.filter(each -> each.acknowledged(ack.getCSeq().getSeqNumber()))
                .isPresent()) {
            Optional<String> sdp = Arrival.sdp(ack);
            sdp.filter(remote -> Arrival.sdp(invite).isEmpty())
                    .ifPresent(remote -> offers().established(localSdp, remote, false));
            apply(new LegEvent.AckReceived(sdp));
        }
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
        return dialog;
    }

    @Override
    void dialog(Dialog changed) {
        dialog = changed;
    }

    @Override
    Hops.To hop() {
        return hop;
    }

    @Override
    boolean livesOn(String flowHost) {
        return hop.host().equals(flowHost);
    }

    @Override
    Optional<String> inviteKey() {
        return Optional.of(inviteKey);
    }

    @Override
    Optional<Authorization> authorization() {
        return Optional.empty();
    }

    @Override
    Optional<Authorization> authorize(SIPRequest request, SIPResponse challenge) {
        return Optional.empty();
    }

    @Override
    boolean isOurInvite(SIPResponse response) {
        return false;
    }

    @Override
    void inviteResponse(SIPResponse response) {
        throw new IllegalStateException("this leg sent no INVITE of its own");
    }
}
