package dev.tandem.sip.leg;

import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import java.util.List;

/** One transition: where to, and what to do on the way. */
record Step(LegState next, List<LegAction> actions) {

    static Step to(LegState next, LegAction... actions) {
        return new Step(next, List.of(actions));
    }

    static LegAction ended(Cause cause, int status, String reason) {
        return new LegAction.Report(new Ended(cause, status, reason));
    }

    static LegAction report(SipLegEvent event) {
        return new LegAction.Report(event);
    }

    /** What happens only to who sent the INVITE, before the leg stands. */
    static boolean isCallers(LegEvent event) {
        return event instanceof LegEvent.Provisional
                || event instanceof LegEvent.Accepted
                || event instanceof LegEvent.Refused
                || event instanceof LegEvent.Challenged
                || event instanceof LegEvent.NoAnswer;
    }

    /** What happens only to who received the INVITE, before the leg stands; the owner may want it of the wrong leg. */
    static boolean isCallees(LegEvent event) {
        return event instanceof LegEvent.Progress
                || event instanceof LegEvent.Answer
                || event instanceof LegEvent.Reject
                || event instanceof LegEvent.CancelReceived
                || event instanceof LegEvent.AckReceived
                || event instanceof LegEvent.AckOverdue;
    }

    /** What can happen to both, whenever. */
    static boolean isEither(LegEvent event) {
        return event instanceof LegEvent.HangUp
                || event instanceof LegEvent.ByeReceived
                || event instanceof LegEvent.Released
                || event instanceof LegEvent.Lost;
    }

    /** The row CONFIRMED, the same for both sides. */
    static Step confirmed(LegEvent event) {
        if (event instanceof LegEvent.HangUp) {
            return to(LegState.RELEASING, new LegAction.SendBye(), ended(Cause.LOCAL, 200, "hung up by us"));
        }
        if (event instanceof LegEvent.ByeReceived) {
            return to(LegState.TERMINATED, ended(Cause.REMOTE_BYE, 200, "hung up by the remote side"));
        }
        if (event instanceof LegEvent.Lost lost) {
            LegAction report = ended(lost.cause(), lost.status(), lost.reason());
            // Without a connection there is nobody to say BYE to; in the other cases the peer may still hear it.
            return lost.cause() == Cause.TRANSPORT
                    ? to(LegState.TERMINATED, report)
                    : to(LegState.RELEASING, new LegAction.SendBye(), report);
        }
        if (event instanceof LegEvent.Released) {
            return to(LegState.CONFIRMED);
        }
        return acknowledgedAgain(LegState.CONFIRMED, event);
    }

    /** The row RELEASING, the same for both sides. */
    static Step releasing(LegEvent event) {
        if (event instanceof LegEvent.Released || event instanceof LegEvent.Lost) {
            return to(LegState.TERMINATED);
        }
        if (event instanceof LegEvent.HangUp || event instanceof LegEvent.ByeReceived) {
            return to(LegState.RELEASING);
        }
        return acknowledgedAgain(LegState.RELEASING, event);
    }

    /** The row TERMINATED: what comes now has nobody left to come for. */
    static Step terminated(LegEvent event) {
        if (isCallers(event) || isCallees(event) || isEither(event)) {
            return to(LegState.TERMINATED);
        }
        throw new AssertionError(event);
    }

    private static Step acknowledgedAgain(LegState state, LegEvent event) {
        if (event instanceof LegEvent.Accepted) {
            // Each retransmission of a 2xx is acknowledged, or it never stops (section 13.2.2.4).
            return to(state, new LegAction.SendAck());
        }
        if (isCallers(event) || isCallees(event)) {
            return to(state);
        }
        throw new AssertionError(event);
    }
}
