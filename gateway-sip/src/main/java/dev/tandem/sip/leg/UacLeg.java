package dev.tandem.sip.leg;

import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Progress;
import dev.tandem.sip.SipLegEvent.Rejected;
import dev.tandem.sip.leg.LegAction.SendAck;
import dev.tandem.sip.leg.LegAction.SendBye;
import dev.tandem.sip.leg.LegAction.SendCancel;
import dev.tandem.sip.leg.LegAction.SendInviteAgain;
import dev.tandem.sip.leg.LegEvent.Accepted;
import dev.tandem.sip.leg.LegEvent.ByeReceived;
import dev.tandem.sip.leg.LegEvent.Challenged;
import dev.tandem.sip.leg.LegEvent.HangUp;
import dev.tandem.sip.leg.LegEvent.Lost;
import dev.tandem.sip.leg.LegEvent.NoAnswer;
import dev.tandem.sip.leg.LegEvent.Provisional;
import dev.tandem.sip.leg.LegEvent.Refused;
import dev.tandem.sip.leg.LegEvent.Released;
import java.util.List;

/**
 * The caller's side of a leg, from INVITE to release (RFC 3261, sections 9.1, 13.2 and 15).
 *
 * <pre>
 * CALLING ---1xx---> EARLY ---2xx---> CONFIRMED ---hang-up---> RELEASING ---> TERMINATED
 *    |hang-up          |hang-up                                    ^
 *    v                 v                                           |2xx that crossed our CANCEL
 * CANCEL_PENDING -1xx-> CANCELLING --------------------------------+
 * </pre>
 *
 * <p>Pure. Not thread-safe; owned by the loop of its call.
 */
public final class UacLeg implements LegMachine {
    private LegState state = LegState.CALLING;

    @Override
    public LegState state() {
        return state;
    }

    @Override
    public List<LegAction> on(LegEvent event) {
        Step step = switch (state) {
            case CALLING -> calling(event);
            case EARLY -> early(event);
            case CANCEL_PENDING -> cancelPending(event);
            case CANCELLING -> cancelling(event);
            case CONFIRMED -> Step.confirmed(event);
            case RELEASING -> Step.releasing(event);
            case TERMINATED -> terminated(event);
            case PROCEEDING, ANSWERED, BYE_PENDING -> throw new IllegalStateException("not a caller's state");
        };
        state = step.next();
        return step.actions();
    }

    private static Step calling(LegEvent event) {
        if (event instanceof HangUp) {
            // A CANCEL must wait for a provisional response (section 9.1); the owner need not.
            return Step.to(LegState.CANCEL_PENDING, rejected(487, "cancelled by us"));
        }
        if (event instanceof NoAnswer) {
            return Step.to(LegState.CANCEL_PENDING, rejected(408, "no answer"));
        }
        return ringing(LegState.CALLING, event);
    }

    private static Step early(LegEvent event) {
        if (event instanceof HangUp) {
            return Step.to(LegState.CANCELLING, new SendCancel(), rejected(487, "cancelled by us"));
        }
        if (event instanceof NoAnswer) {
            return Step.to(LegState.CANCELLING, new SendCancel(), rejected(408, "no answer"));
        }
        return ringing(LegState.EARLY, event);
    }

    private static Step ringing(LegState state, LegEvent event) {
        if (event instanceof Provisional provisional) {
            return provisional.status() == 100
                    ? Step.to(LegState.EARLY)
                    : Step.to(LegState.EARLY, Step.report(new Progress(provisional.status(), provisional.sdp())));
        }
        if (event instanceof Accepted accepted) {
            return Step.to(LegState.CONFIRMED, new SendAck(), Step.report(new Answered(accepted.sdp())));
        }
        if (event instanceof Challenged) {
            return Step.to(LegState.CALLING, new SendInviteAgain());
        }
        if (event instanceof Refused refused) {
            return Step.to(LegState.TERMINATED, rejected(refused.status(), refused.reason()));
        }
        if (event instanceof Lost lost) {
            return Step.to(LegState.TERMINATED, rejected(lost.status(), lost.reason()));
        }
        // They may not say BYE yet (section 15), and we did not.
        if (event instanceof ByeReceived || event instanceof Released || Step.isCallees(event)) {
            return Step.to(state);
        }
        throw new AssertionError(event);
    }

    private static Step cancelPending(LegEvent event) {
        return event instanceof Provisional
                ? Step.to(LegState.CANCELLING, new SendCancel())
                : givenUp(LegState.CANCEL_PENDING, event);
    }

    private static Step cancelling(LegEvent event) {
        return givenUp(LegState.CANCELLING, event);
    }

    private static Step givenUp(LegState state, LegEvent event) {
        if (event instanceof Accepted) {
            // The answer crossed our CANCEL: the dialog exists and must be released (section 15).
            return Step.to(LegState.RELEASING, new SendAck(), new SendBye());
        }
        if (event instanceof Refused || event instanceof Challenged || event instanceof Lost) {
            return Step.to(LegState.TERMINATED);
        }
        if (Step.isCallers(event) || Step.isCallees(event) || Step.isEither(event)) {
            return Step.to(state);
        }
        throw new AssertionError(event);
    }

    private static Step terminated(LegEvent event) {
        if (event instanceof Accepted) {
            // A 2xx we no longer expected, e.g. after a timeout: its sender believes in a call, so end it.
            return Step.to(LegState.RELEASING, new SendAck(), new SendBye());
        }
        return Step.terminated(event);
    }

    private static LegAction rejected(int status, String reason) {
        return Step.report(new Rejected(status, reason));
    }
}
