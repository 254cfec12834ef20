package dev.tandem.call;

import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.sip.IncomingInvite;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a call gives away when an application takes it: all that is in it, from then on its taker's. Used on the call loop.
 *
 * @param callee who had answered; empty when the caller waits for an answer
 */
public record Estate(
        CallBook book,
        IncomingInvite invite,
        CallOrigin origin,
        CallerMedia callerMedia,
        CallLeg caller,
        Optional<CallLeg> callee,
        Executor loop) {

    /** Answers the caller; when media cannot be agreed they are refused, and why is returned. */
    public Optional<Refused> answer() {
        Optional<Refused> refused = callerMedia.answer();
        if (refused.isPresent()) {
            invite.leg().reject(refused.get().status(), refused.get().reason());
            caller.closeMedia();
        } else {
            invite.leg().answer(callerMedia.finalDescription());
            book.tell(caller.id(), "200 OK sent");
        }
        return refused;
    }

    /** The caller's raw id. */
    public String callerParty() {
        return origin.partyOf(invite);
    }

    /** The callee's raw id. */
    public String calleeParty(CallLeg leg) {
        String dialled = invite.dialled();
        return leg.identity().orElse("4:" + (dialled.startsWith("+") ? dialled : "+" + dialled));
    }
}
