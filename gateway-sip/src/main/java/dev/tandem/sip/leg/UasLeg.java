package dev.tandem.sip.leg;

import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.leg.LegAction.SendAnswer;
import dev.tandem.sip.leg.LegAction.SendBye;
import dev.tandem.sip.leg.LegAction.SendProvisional;
import dev.tandem.sip.leg.LegAction.SendRefusal;
import dev.tandem.sip.leg.LegEvent.AckOverdue;
import dev.tandem.sip.leg.LegEvent.AckReceived;
import dev.tandem.sip.leg.LegEvent.Answer;
import dev.tandem.sip.leg.LegEvent.ByeReceived;
import dev.tandem.sip.leg.LegEvent.CancelReceived;
import dev.tandem.sip.leg.LegEvent.HangUp;
import dev.tandem.sip.leg.LegEvent.Lost;
import dev.tandem.sip.leg.LegEvent.Progress;
import dev.tandem.sip.leg.LegEvent.Reject;
import dev.tandem.sip.leg.LegEvent.Released;
import java.time.Duration;
import java.util.List;

/**
 * The callee's side of a leg, from INVITE to release (RFC 3261, sections 9.2, 13.3 and 15).
 *
 * <pre>
 * PROCEEDING -180-> EARLY --answer--> ANSWERED --ACK--> CONFIRMED --hang-up--> RELEASING --> TERMINATED
 *                                        |hang-up                                 ^
 *                                        v                                        |
 *                                   BYE_PENDING --ACK or no ACK in time ----------+
 * </pre>
 *
 * <p>Pure. Not thread-safe; owned by the loop of its call.
 */
public final class UasLeg implements LegMachine {
    private LegState state = LegState.PROCEEDING;

    @Override
    public LegState state() {
        return state;
    }

    @Override
    public List<LegAction> on(LegEvent event) {
        Step step = switch (state) {
            case PROCEEDING, EARLY -> unanswered(event);
            case ANSWERED -> answered(event);
            case BYE_PENDING -> byePending(event);
            case CONFIRMED -> Step.confirmed(event);
            case RELEASING -> Step.releasing(event);
            case TERMINATED -> Step.terminated(event);
            case CALLING, CANCEL_PENDING, CANCELLING -> throw new IllegalStateException("not a callee's state");
        };
        state = step.next();
        return step.actions();
    }

    private Step unanswered(LegEvent event) {
        if (event instanceof Progress progress) {
            return Step.to(LegState.EARLY, new SendProvisional(progress.status(), progress.sdp()));
        }
        if (event instanceof Answer answer) {
            return Step.to(LegState.ANSWERED, new SendAnswer(answer.sdp()));
        }
        if (event instanceof Reject reject) {
            return Step.to(
                    LegState.TERMINATED,
                    new SendRefusal(reject.status(), reject.reason(), reject.retryAfter()),
                    Step.ended(Cause.LOCAL, reject.status(), reject.reason()));
        }
        if (event instanceof HangUp) {
            return refused(480, "Temporarily Unavailable", Cause.LOCAL);
        }
        if (event instanceof CancelReceived) {
            return refused(487, "Request Terminated", Cause.REMOTE_CANCEL);
        }
        if (event instanceof ByeReceived) {
            // A caller may end an early dialog by BYE; its INVITE still needs a final response (section 15.1.2).
            return refused(487, "Request Terminated", Cause.REMOTE_BYE);
        }
        if (event instanceof Lost lost) {
            return Step.to(LegState.TERMINATED, Step.ended(lost.cause(), lost.status(), lost.reason()));
        }
        boolean tooEarly = event instanceof AckReceived || event instanceof AckOverdue || event instanceof Released;
        if (tooEarly || Step.isCallers(event)) {
            return Step.to(state);
        }
        throw new AssertionError(event);
    }

    private static Step answered(LegEvent event) {
        if (event instanceof AckReceived ack) {
            return Step.to(LegState.CONFIRMED, Step.report(new Acknowledged(ack.sdp())));
        }
        if (event instanceof AckOverdue) {
            return Step.to(
                    LegState.RELEASING, new SendBye(), Step.ended(Cause.TIMEOUT, 408, "our 200 was not acknowledged"));
        }
        if (event instanceof HangUp) {
            // The callee must not send BYE before the ACK (section 15).
            return Step.to(LegState.BYE_PENDING, Step.ended(Cause.LOCAL, 200, "hung up by us"));
        }
        if (event instanceof ByeReceived) {
            return Step.to(LegState.TERMINATED, Step.ended(Cause.REMOTE_BYE, 200, "hung up by the remote side"));
        }
        if (event instanceof Lost lost) {
            return Step.to(LegState.TERMINATED, Step.ended(lost.cause(), lost.status(), lost.reason()));
        }
        // A CANCEL after the answer is too late (section 9.2), and so is what the owner wants of an INVITE.
        if (event instanceof Released || Step.isCallees(event) || Step.isCallers(event)) {
            return Step.to(LegState.ANSWERED);
        }
        throw new AssertionError(event);
    }

    private static Step byePending(LegEvent event) {
        if (event instanceof AckReceived || event instanceof AckOverdue) {
            return Step.to(LegState.RELEASING, new SendBye());
        }
        if (event instanceof ByeReceived || event instanceof Lost) {
            return Step.to(LegState.TERMINATED);
        }
        if (Step.isCallees(event) || Step.isCallers(event) || Step.isEither(event)) {
            return Step.to(LegState.BYE_PENDING);
        }
        throw new AssertionError(event);
    }

    private static Step refused(int status, String reason, Cause cause) {
        return Step.to(
                LegState.TERMINATED, new SendRefusal(status, reason, Duration.ZERO), Step.ended(cause, status, reason));
    }
}
