package dev.tandem.call;

import dev.tandem.call.CallSetupEvent.Accepted;
import dev.tandem.call.CallSetupEvent.Joined;
import dev.tandem.call.CallSetupEvent.Over;
import dev.tandem.call.CallSetupEvent.Routed;
import java.util.List;
import java.util.Optional;

/**
 * How a call comes about that somebody placed: who decides about it now.
 *
 * <pre>
 *  ROUTING --Ring--&gt; RINGING --Joined--&gt; UP --Over--&gt; ENDED
 *     |  \              ^                 ^
 *     |   +--Ask--&gt; OFFERED --Accepted----+
 *     +-- Refuse, Over (from every state) --&gt; ENDED
 * </pre>
 *
 * <p>Pure. Not thread-safe; owned by the call loop of its call.
 */
final class CallSetup {

    enum State {
        /** Routing decides. */
        ROUTING,
        /** An application decides: it answers, redirects or rejects. */
        OFFERED,
        /** Somebody is being rung. */
        RINGING,
        /** The caller is answered. */
        UP,
        ENDED
    }

    private static final CallPlan AGAIN =
            new CallPlan.Refuse(EndReason.UNASSIGNED, 480, "Redirected to an application again", List.of());

    private State state = State.ROUTING;

    State state() {
        return state;
    }

    /** Applies one event; returns the plan to carry out, if there is one. */
    Optional<CallPlan> on(CallSetupEvent event) {
        return switch (state) {
            case ROUTING, OFFERED -> undecided(event);
            case RINGING -> ringing(event);
            case UP, ENDED -> decided(event);
        };
    }

    private Optional<CallPlan> undecided(CallSetupEvent event) {
        if (event instanceof Routed routed) {
            return Optional.of(routed(routed.plan()));
        }
        if (event instanceof Accepted && state == State.OFFERED) {
            state = State.UP;
            return Optional.empty();
        }
        return decided(event);
    }

    private CallPlan routed(CallPlan plan) {
        if (plan instanceof CallPlan.Ring) {
            state = State.RINGING;
        } else if (plan instanceof CallPlan.Ask) {
            return asked(plan);
        } else if (plan instanceof CallPlan.Refuse) {
            state = State.ENDED;
        } else {
            throw new AssertionError(plan);
        }
        return plan;
    }

    private CallPlan asked(CallPlan plan) {
        // An application that redirects to itself would be asked for ever.
        boolean again = state == State.OFFERED;
        state = again ? State.ENDED : State.OFFERED;
        return again ? AGAIN : plan;
    }

    private Optional<CallPlan> ringing(CallSetupEvent event) {
        if (event instanceof Joined) {
            state = State.UP;
            return Optional.empty();
        }
        return decided(event);
    }

    private Optional<CallPlan> decided(CallSetupEvent event) {
        if (event instanceof Over) {
            state = State.ENDED;
        } else if (!(event instanceof Routed || event instanceof Accepted || event instanceof Joined)) {
            throw new AssertionError(event);
        }
        return Optional.empty();
    }
}
