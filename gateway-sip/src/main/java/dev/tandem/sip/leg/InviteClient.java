package dev.tandem.sip.leg;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.auth.DigestClient;
import dev.tandem.sip.dialog.Dialog;
import dev.tandem.sip.dialog.DialogContext;
import dev.tandem.sip.dialog.DialogState;
import dev.tandem.sip.dialog.SessionTimer;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.transaction.ClientTransaction;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An INVITE of ours and the dialogs that its responses make, one for each fork that rings or answers (RFC 3261, sections
 * 9.1 and 13.2). Owned by the loop of its Call-ID.
 */
public final class InviteClient implements InviteEnd, ResponseListener {
    /** 64*T1: a peer that has not answered a CANCEL by then will not (section 9.1). */
    private static final Duration CANCEL_ANSWER_MAX = Duration.ofSeconds(32);

    private final LegContext context;
    private final OutgoingInvite invite;
    private final DigestClient digest;
    private final Leg leg;
    private Optional<Located> located = Optional.empty();
    private Optional<Sent> sent = Optional.empty();
    private boolean heard;
    private int minSeSeconds = SessionTimer.MIN_SE_SECONDS;
    private int raised;

    /** What is known once the first hop is: what each INVITE says, and what the dialogs share. */
    private record Located(InviteHeaders headers, DialogContext dialogs) {}

    /** The INVITE at hand; the state is that of a dialog before the first response. */
    private record Sent(DialogState state, OutgoingRequest request, ClientTransaction transaction) {}

    /** Makes the leg of a call that is not under way yet. */
    public InviteClient(LegContext context, OutgoingInvite invite) {
        this.context = context;
        this.invite = invite;
        this.digest = new DigestClient(invite.target().credentials());
        this.leg = new Leg(
                context, Tokens.callId(), Tokens.tag(), peer(invite.target()), new UacLeg(), this, this::answeredLate);
    }

    private static Origin peer(Target target) {
        if (target instanceof Target.Trunk trunk) {
            return new Origin.Trunk(trunk.peer().name());
        }
        if (target instanceof Target.Contact contact) {
            return new Origin.User(contact.binding().aor());
        }
        throw new AssertionError(target);
    }

    /** Its leg. */
    public Leg leg() {
        return leg;
    }

    // The way out.

    /** Finds the way and sends the INVITE. */
    public void start() {
        leg.after(invite.noAnswer(), () -> leg.apply(new LegEvent.NoAnswer()));
        if (!invite.silence().isZero()) {
            leg.after(invite.silence(), this::unheard);
        }
        var unused = context.destinations()
                .apply(invite.target())
                .whenComplete((hop, failure) -> leg.loop().execute(() -> located(Optional.ofNullable(hop))));
    }

    /** Nothing has come yet: whoever calls has somebody else to try, and does not wait for the transaction (64*T1). */
    private void unheard() {
        if (!heard) {
            leg.apply(new LegEvent.NoAnswer());
        }
    }

    private void located(Optional<Hop> hop) {
        if (leg.state() != LegState.CALLING) {
            leg.apply(new LegEvent.Refused(487, "cancelled by us"));
        } else if (hop.isEmpty()) {
            leg.apply(new LegEvent.Lost(Cause.TRANSPORT, 503, "the peer cannot be reached"));
        } else {
            leg.reachedBy(hop.get());
            located = Optional.of(new Located(
                    InviteHeaders.of(invite, hop.get(), context.address()),
                    new DialogContext(context.transactions(), context.address(), leg::hop, digest, true, leg)));
            sendInvite();
        }
    }

    @Override
    public void act(LegAction action) {
        if (action instanceof LegAction.SendAck) {
            acknowledge();
        } else if (action instanceof LegAction.SendCancel) {
            cancel();
        } else if (action instanceof LegAction.SendInviteAgain) {
            leg.dialogs().clear();
            sendInvite();
        } else {
            throw new AssertionError(action);
        }
    }

    private void sendInvite() {
        InviteHeaders headers = located.orElseThrow().headers();
        Hop first = leg.hop();
        DialogState state =
                sent.map(Sent::state).orElseGet(() -> before(headers)).nextRequest();
        Hop hop = state.nextHop(first);
        OutgoingRequest request = state.request("INVITE", state.localCSeq())
                .headers(Capabilities.headers(context.address().contact(hop)))
                .headers(headers.more())
                .header("Session-Expires", Integer.toString(Math.max(minSeSeconds, SessionTimer.WANTED_SECONDS)))
                .header("Min-SE", Integer.toString(minSeSeconds))
                .headers(digest.ofInvite())
                .body(Body.sdp(invite.offer()));
        sent = Optional.of(new Sent(state, request, context.transactions().send(request, hop, this)));
    }

    private DialogState before(InviteHeaders headers) {
        String local = headers.from() + ";tag=" + leg.localTag();
        return new DialogState(leg.callId(), local, headers.to(), headers.requestUri(), headers.routes(), 0, -1);
    }

    private long cseq() {
        return sent.orElseThrow().state().localCSeq();
    }

    private void acknowledge() {
        if (!leg.dialogs().current().orElseThrow().ack(cseq())) {
            leg.lost(Failure.UNSENT);
        }
    }

    private void cancel() {
        if (sent.isPresent() && !sent.get().transaction().cancel(leg.reasons())) {
            leg.lost(Failure.UNSENT);
        }
        // A peer that never answers the INVITE it was asked to cancel: the transaction has no timer for it any more.
        leg.after(CANCEL_ANSWER_MAX, () -> leg.apply(new LegEvent.Refused(408, "no answer to CANCEL")));
    }

    // The way back.

    @Override
    public void response(IncomingResponse response) {
        heard = true;
        if (response.status() < 200) {
            progressed(response);
        } else if (response.status() < 300) {
            accepted(response);
        } else if (isSatisfied(response)) {
            leg.apply(new LegEvent.Challenged());
        } else {
            // A final refusal speaks for all forks (section 16.7): their early dialogs are over (section 12.3).
            leg.dialogs().clear();
            leg.endsBecause(response.reason());
            leg.apply(new LegEvent.Refused(response.status(), response.phrase()));
        }
    }

    @Override
    public void failed(Failure why) {
        leg.apply(new LegEvent.Lost(why.cause(), why.status(), why.reason()));
    }

    private void answeredLate(IncomingResponse ok) {
        if (sent.isPresent()
                && ok.cseq() == cseq()
                && ok.branch().equals(sent.get().transaction().branch())) {
            accepted(ok);
        }
    }

    private void progressed(IncomingResponse provisional) {
        // Without a tag it is a proxy's, or of a peer that makes no early dialogs (section 12.1).
        if (provisional.status() > 100 && !provisional.toTag().isEmpty()) {
            dialog(provisional).progressed(provisional);
        }
        leg.apply(new LegEvent.Provisional(provisional.status(), provisional.sdp()));
    }

    private void accepted(IncomingResponse ok) {
        Dialog dialog = dialog(ok);
        Optional<Dialog> current = leg.dialogs().current();
        if (current.isEmpty()) {
            leg.dialogs().makeCurrent(ok.toTag(), dialog);
            leg.apply(new LegEvent.Accepted(dialog.accepted(ok, invite.offer())));
        } else if (current.get() == dialog) {
            leg.apply(new LegEvent.Accepted(ok.sdp().orElse("")));
        } else {
            release(dialog, ok);
        }
    }

    /** The dialog of a response: the one with its tag, or a new one. */
    private Dialog dialog(IncomingResponse response) {
        return leg.dialogs().find(response.toTag()).orElseGet(() -> {
            DialogState state = sent.orElseThrow().state().answeredBy(response);
            Dialog made = new Dialog(located.orElseThrow().dialogs(), state);
            leg.dialogs().add(response.toTag(), made);
            return made;
        });
    }

    /** Another fork answered too: one answer is enough, this one is acknowledged and released (section 13.2.2.4). */
    private void release(Dialog fork, IncomingResponse ok) {
        boolean released = fork.state() == Dialog.State.TERMINATED;
        if (!released) {
            fork.accepted(ok, invite.offer());
        }
        fork.ack(cseq());
        if (!released) {
            fork.bye(List.of(new Header("Reason", Reason.COMPLETED_ELSEWHERE.value())), () -> {
                // Nobody waits for it.
            });
        }
    }

    /** Takes up what a refusal asks for; false when there is nothing we could do about it, or did before. */
    private boolean isSatisfied(IncomingResponse refusal) {
        if (refusal.status() == 422) {
            Optional<Integer> wanted = SessionTimer.minimum(refusal.header("Min-SE"), minSeSeconds);
            minSeSeconds = wanted.orElse(minSeSeconds);
            // Each hop may have a minimum of its own, but there are not many.
            return wanted.isPresent() && raised++ < SessionTimer.RAISED_MAX;
        }
        return DigestClient.isChallenge(refusal)
                && sent.flatMap(invited -> digest.answer(invited.request(), refusal))
                        .isPresent();
    }
}
