package dev.tandem.sip.endpoint;

import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.admission.Admission;
import dev.tandem.sip.admission.InviteAdmission;
import dev.tandem.sip.leg.InviteServer;
import dev.tandem.sip.leg.Leg;
import dev.tandem.sip.leg.LegContext;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RelayedHeaders;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.TelephoneSubscriber;
import dev.tandem.sip.transaction.ServerTransaction;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes INVITEs from outside of dialogs: those that may become a call are handed to the application, the others refused
 * without keeping anything (RFC 3261, sections 8.2.2.2 and 8.2.7). On the loops.
 */
final class IncomingCalls {
    private final Legs legs;
    private final LegContext context;
    private final SipApplication application;
    private final InviteAdmission admission;
    private final Counters counters;
    private final Consumer<RequestText> proofs;
    private final Clock clock;
    private final RelayedHeaders relayed;

    /** @param proofs hears of each INVITE that was let in */
    IncomingCalls(
            Legs legs,
            LegContext context,
            SipApplication application,
            InviteAdmission admission,
            Counters counters,
            Consumer<RequestText> proofs,
            Clock clock,
            RelayedHeaders relayed) {
        this.legs = legs;
        this.context = context;
        this.application = application;
        this.admission = admission;
        this.counters = counters;
        this.proofs = proofs;
        this.clock = clock;
        this.relayed = relayed;
    }

    /** Takes one. */
    void received(ServerTransaction transaction) {
        IncomingRequest invite = transaction.request();
        Optional<String> known = legs.branchOfCopy(invite);
        if (known.isPresent()) {
            if (invite.branch().isEmpty() || !invite.branch().equals(known.get())) {
                // It came along two ways (section 8.2.2.2): one of them is enough.
                transaction.answerWithoutState(OutgoingResponse.of(482, "Loop Detected"));
            }
        } else if (legs.isFull()) {
            transaction.answerWithoutState(OutgoingResponse.of(503, "Service Unavailable"));
        } else {
            decide(transaction, invite.received());
        }
    }

    /** Refuses an INVITE that shows nothing of who sent it; false when it does, and has to be looked at as a whole. */
    boolean turnsAway(RequestText invite, Consumer<OutgoingResponse> answer) {
        if (admission.mayAdmit(invite)) {
            return false;
        }
        refuse(admission.admit(invite, clock.instant()), invite, answer);
        return true;
    }

    private void decide(ServerTransaction transaction, RequestText invite) {
        Admission decision = isPretending(invite)
                ? new Admission.Refused(OutgoingResponse.of(403, "This flow belongs to another user"))
                : admission.admit(invite, clock.instant());
        if (decision instanceof Admission.Admitted admitted) {
            begin(transaction, admitted);
        } else {
            refuse(decision, invite, transaction::answerWithoutState);
        }
    }

    private void refuse(Admission decision, RequestText invite, Consumer<OutgoingResponse> answer) {
        if (decision instanceof Admission.Challenged challenged) {
            answer.accept(challenged.response());
        } else if (decision instanceof Admission.Refused refused) {
            counters.refused.increment();
            answer.accept(refused.response());
            application.onRefused(refusal(invite, refused.response()));
        } else if (decision instanceof Admission.Dropped) {
            counters.dropped.increment();
        } else {
            throw new AssertionError(decision);
        }
    }

    private void begin(ServerTransaction transaction, Admission.Admitted admitted) {
        // Before the leg is known: one whose Via leads nowhere would never be heard of again.
        if (!transaction.answer(OutgoingResponse.of(100, "Trying"))) {
            return;
        }
        IncomingRequest invite = transaction.request();
        proofs.accept(invite.received());
        Leg leg = new InviteServer(context, transaction, admitted.origin()).leg();
        legs.add(leg, invite);
        boolean fromTrunk = admitted.origin() instanceof IncomingInvite.Origin.Trunk;
        IncomingInvite incoming = new IncomingInvite(
                leg,
                admitted.origin(),
                admitted.proven(),
                dialled(invite.received(), fromTrunk),
                admitted.callerNumber(),
                admitted.callerName(),
                admitted.preferredIdentity(),
                invite.sdp(),
                new Relayed(admitted.anonymous(), admitted.assertedNumber(), relayed.of(invite.received(), fromTrunk)));
        try {
            leg.events(application.onInvite(incoming));
        } catch (RuntimeException mistake) {
            // Nobody owns the leg now; its caller must not hear silence because of our mistake.
            leg.reject(500, "Server Internal Error");
            throw mistake;
        }
    }

    /** What comes over a user's flow is from that user, and may not claim otherwise. */
    private static boolean isPretending(RequestText invite) {
        boolean anonymous = invite.from()
                .flatMap(NameAddr::sipUri)
                .filter(uri -> uri.host().equals("anonymous.invalid"))
                .isPresent();
        return invite.flowUser()
                .filter(user -> !anonymous && !user.userPart().equals(invite.fromUser()))
                .isPresent();
    }

    /** An IMS says in P-Called-Party-ID what was dialled before it wrote our Contact there (RFC 7315, section 4.2). */
    private static String dialled(RequestText invite, boolean fromTrunk) {
        return Optional.of(invite)
                .filter(each -> fromTrunk)
                .flatMap(each -> each.header("P-Called-Party-ID"))
                .flatMap(NameAddr::parse)
                .flatMap(TelephoneSubscriber::of)
                .map(TelephoneSubscriber::number)
                .filter(number -> number.startsWith("+"))
                .orElseGet(() -> dialled(invite));
    }

    private static String dialled(RequestText invite) {
        return invite.dialled().map(TelephoneSubscriber::number).orElse("");
    }

    private static RefusedInvite refusal(RequestText text, OutgoingResponse refusal) {
        String source = text.source().getAddress().getHostAddress() + ":"
                + text.source().getPort();
        return new RefusedInvite(
                text.header("Call-ID").orElse(""),
                source,
                dialled(text),
                text.fromUser(),
                refusal.status(),
                refusal.phrase());
    }
}
