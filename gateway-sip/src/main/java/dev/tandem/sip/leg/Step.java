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
        return acknowledgedAgain(LegState.CONFIRMED, event);
    }

    /** The row RELEASING, the same for both sides. */
    static Step releasing(LegEvent event) {
        if (event instanceof LegEvent.Released || event instanceof LegEvent.Lost) {
            return to(LegState.TERMINATED);
        }
        return acknowledgedAgain(LegState.RELEASING, event);
    }

    private static Step acknowledgedAgain(LegState state, LegEvent event) {
        // Each retransmission of a 2xx is acknowledged, or it never stops (section 13.2.2.4).
        return event instanceof LegEvent.Accepted ? to(state, new LegAction.SendAck()) : to(state);
    }
}
