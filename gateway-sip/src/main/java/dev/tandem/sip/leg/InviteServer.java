package dev.tandem.sip.leg;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.auth.DigestClient;
import dev.tandem.sip.dialog.Dialog;
import dev.tandem.sip.dialog.DialogContext;
import dev.tandem.sip.dialog.DialogState;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ServerTransaction;
import java.util.Optional;

/** An INVITE of theirs and its one dialog (RFC 3261, sections 9.2 and 13.3). Owned by the loop of its Call-ID. */
public final class InviteServer implements InviteEnd {
    private final ServerTransaction transaction;
    private final Leg leg;
    private final Dialog dialog;

    /** Makes the leg of an INVITE of somebody. */
    public InviteServer(LegContext context, ServerTransaction transaction, Origin caller) {
        IncomingRequest invite = transaction.request();
        Hop from = Hop.to(invite.received());
        this.transaction = transaction;
        this.leg = new Leg(context, invite.callId(), transaction.toTag(), caller, new UasLeg(), this, answer -> {
            // We sent no INVITE that could be answered.
        });
        leg.reachedBy(from);
        DialogContext shared = new DialogContext(
                context.transactions(), context.address(), leg::hop, new DigestClient(Optional.empty()), false, leg);
        this.dialog = new Dialog(shared, DialogState.ofInvite(invite, transaction.toTag()));
        leg.dialogs().makeCurrent(invite.fromTag(), dialog);
        transaction.onCancel(cancel -> {
            leg.endsBecause(cancel.reason());
            leg.apply(new LegEvent.CancelReceived());
        });
    }

    /** Its leg. */
    public Leg leg() {
        return leg;
    }

    @Override
    public void act(LegAction action) {
        if (action instanceof LegAction.SendProvisional provisional) {
            OutgoingResponse response = OutgoingResponse.of(provisional.status())
                    .with("Contact", dialog.contact())
                    .with("Allow", Capabilities.ALLOW);
            send(provisional.sdp().map(sdp -> response.with(Body.sdp(sdp))).orElse(response));
        } else if (action instanceof LegAction.SendAnswer answer) {
            dialog.accept(
                    transaction,
                    answer.sdp(),
                    sdp -> leg.apply(new LegEvent.AckReceived(sdp)),
                    () -> leg.apply(new LegEvent.AckOverdue()));
        } else if (action instanceof LegAction.SendRefusal refusal) {
            OutgoingResponse response =
                    new OutgoingResponse(refusal.status(), refusal.reason(), leg.reasons(), Body.NONE);
            send(
                    refusal.retryAfter().isZero()
                            ? response
                            : response.with(
                                    "Retry-After",
                                    Long.toString(refusal.retryAfter().toSeconds())));
        } else {
            throw new AssertionError(action);
        }
    }

    private void send(OutgoingResponse response) {
        if (!transaction.answer(response)) {
            leg.lost(Failure.UNSENT);
        }
    }
}
