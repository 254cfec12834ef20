package dev.tandem.call;

import dev.tandem.call.CallAction.Connect;
import dev.tandem.call.CallAction.EarlyMedia;
import dev.tandem.call.CallAction.Finish;
import dev.tandem.call.CallAction.HangUpCaller;
import dev.tandem.call.CallAction.Place;
import dev.tandem.call.CallAction.RejectCaller;
import dev.tandem.call.CallAction.Release;
import dev.tandem.call.CallAction.Ring;
import dev.tandem.call.CallEvent.Answered;
import dev.tandem.call.CallEvent.Bridged;
import dev.tandem.call.CallEvent.CalleeEnded;
import dev.tandem.call.CallEvent.CallerEnded;
import dev.tandem.call.CallEvent.EndRequested;
import dev.tandem.call.CallEvent.Failed;
import dev.tandem.call.CallEvent.MediaLost;
import dev.tandem.call.CallEvent.MediaRefused;
import dev.tandem.call.CallEvent.Progressed;
import dev.tandem.call.CallEvent.Routed;
import dev.tandem.sip.SipLegEvent.Cause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A call from the caller's INVITE to its end, as a back-to-back user agent sees it (RFC 7092).
 *
 * <pre>
 *  ROUTING --Routed--&gt; RINGING --Answered--&gt; CONNECTING --Bridged--&gt; CONNECTED --Ended--&gt; ENDED
 *     |                  | ^ |                  |
 *     +---- refused -----+ +-+ next wave        +-- MediaRefused --&gt; ENDED
 * </pre>
 *
 * <p>Pure: it reads no clock and touches no socket. Not thread-safe; owned by the call loop of its call.
 */
public final class CallMachine {

    enum State {
        ROUTING,
        RINGING,
        CONNECTING,
        CONNECTED,
        ENDED
    }

    private static final int NO_BRANCH = -1;

    private State state = State.ROUTING;
    private final List<CallPlan.Wave> wavesLeft = new ArrayList<>();
    private final BitSet ringing = new BitSet();
    private final FailedBranches failures = new FailedBranches();
    private String callerNumber = "";
    private int branchesPlaced;
    private boolean callerHearsRinging;
    private int winner = NO_BRANCH;

    State state() {
        return state;
    }

    /** The branch that answered, or -1. */
    int winner() {
        return winner;
    }

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    public List<CallAction> on(CallEvent event) {
        return switch (state) {
            case ROUTING -> routing(event);
            case RINGING -> ringing(event);
            case CONNECTING -> connecting(event);
            case CONNECTED -> connected(event);
            case ENDED -> ended(event);
        };
    }

    private List<CallAction> routing(CallEvent event) {
        if (event instanceof Routed routed) {
            return routed(routed.plan());
        }
        return endedBeforeAnswer(event);
    }

    private List<CallAction> routed(CallPlan plan) {
        if (plan instanceof CallPlan.Ring ring) {
            wavesLeft.addAll(ring.waves());
            callerNumber = ring.callerNumber();
            state = State.RINGING;
            return placeNextWave();
        }
        CallPlan.Refuse refuse = (CallPlan.Refuse) plan;
        return refuseCaller(refuse.reason(), refuse.sipStatus(), refuse.text());
    }

    private List<CallAction> placeNextWave() {
        List<CallAction> actions = new ArrayList<>();
        for (CallPlan.Destination destination : wavesLeft.remove(0).destinations()) {
            ringing.set(branchesPlaced);
            actions.add(new Place(branchesPlaced++, destination, callerNumber));
        }
        return actions;
    }

    private List<CallAction> ringing(CallEvent event) {
        if (event instanceof Progressed progressed) {
            return progressed(progressed);
        }
        if (event instanceof Answered answered) {
            return answered(answered);
        }
        if (event instanceof Failed failed) {
            return failed(failed);
        }
        return endedBeforeAnswer(event);
    }

    private List<CallAction> progressed(Progressed progressed) {
        // Several phones ringing at once cannot all be heard: early media only crosses when there is one branch.
        if (progressed.sdp().isPresent() && ringing.cardinality() == 1) {
            return List.of(new EarlyMedia(progressed.branch(), progressed.sdp().get()));
        }
        if (callerHearsRinging) {
            return List.of();
        }
        callerHearsRinging = true;
        return List.of(new Ring());
    }

    private List<CallAction> answered(Answered answered) {
        ringing.clear(answered.branch());
        winner = answered.branch();
        state = State.CONNECTING;
        List<CallAction> actions = releaseRinging();
        actions.add(new Connect(answered.branch(), answered.sdp()));
        return actions;
    }

    private List<CallAction> failed(Failed failed) {
        ringing.clear(failed.branch());
        failures.add(failed.status(), failed.reason());
        // A callee who declines everywhere (6xx, RFC 3261 section 16.7) stops the other phones too.
        if (!ringing.isEmpty() && failed.status() < 600) {
            return List.of();
        }
        if (ringing.isEmpty() && !wavesLeft.isEmpty() && FailedBranches.mayTryNextTrunk(failed.status())) {
            return placeNextWave();
        }
        List<CallAction> actions = releaseRinging();
        actions.addAll(refuseCaller(failures.reason(), failures.status(), failures.text()));
        return actions;
    }

    private List<CallAction> connecting(CallEvent event) {
        if (event instanceof Bridged) {
            state = State.CONNECTED;
            return List.of();
        }
        if (event instanceof MediaRefused refused) {
            List<CallAction> actions = new ArrayList<>(List.of(new Release(winner)));
            actions.addAll(refuseCaller(EndReason.MEDIA_FAILED, refused.status(), refused.reason()));
            return actions;
        }
        return connected(event);
    }

    private List<CallAction> connected(CallEvent event) {
        if (event instanceof CallerEnded ended) {
            EndReason reason = ended.cause() == Cause.REMOTE_BYE || ended.cause() == Cause.REMOTE_CANCEL
                    ? EndReason.CALLER_HUNG_UP
                    : EndReason.SIGNALLING_LOST;
            return end(List.of(new Release(winner)), reason, ended.status(), ended.reason());
        }
        if (event instanceof CalleeEnded ended && ended.branch() == winner) {
            EndReason reason = ended.cause() == Cause.REMOTE_BYE ? EndReason.CALLEE_HUNG_UP : EndReason.SIGNALLING_LOST;
            return end(List.of(new HangUpCaller()), reason, ended.status(), ended.reason());
        }
        if (event instanceof MediaLost lost) {
            return endBoth(EndReason.MEDIA_LOST, 200, lost.reason());
        }
        if (event instanceof EndRequested requested) {
            return endBoth(requested.reason(), 200, "ended by the gateway");
        }
        return late(event);
    }

    private List<CallAction> endedBeforeAnswer(CallEvent event) {
        if (event instanceof CallerEnded ended) {
            EndReason reason = ended.cause() == Cause.REMOTE_CANCEL || ended.cause() == Cause.REMOTE_BYE
                    ? EndReason.CANCELLED
                    : EndReason.SIGNALLING_LOST;
            return end(releaseRinging(), reason, 487, ended.reason());
        }
        if (event instanceof EndRequested requested) {
            List<CallAction> actions = releaseRinging();
            int status = requested.reason() == EndReason.ENDED_BY_API ? 480 : 503;
            actions.addAll(refuseCaller(requested.reason(), status, "ended by the gateway"));
            return actions;
        }
        return late(event);
    }

    private List<CallAction> ended(CallEvent event) {
        return late(event);
    }

    /** An answer that crossed our CANCEL or lost the race is a dialog that must be released (RFC 3261, section 13.3.1.4). */
    private static List<CallAction> late(CallEvent event) {
        return event instanceof Answered answered ? List.of(new Release(answered.branch())) : List.of();
    }

    private List<CallAction> refuseCaller(EndReason reason, int status, String text) {
        return end(List.of(new RejectCaller(status, text)), reason, status, text);
    }

    private List<CallAction> endBoth(EndReason reason, int status, String text) {
        return end(List.of(new HangUpCaller(), new Release(winner)), reason, status, text);
    }

    private List<CallAction> end(List<CallAction> first, EndReason reason, int status, String text) {
        state = State.ENDED;
        List<CallAction> actions = new ArrayList<>(first);
        actions.add(new Finish(reason, status, text));
        return actions;
    }

    private List<CallAction> releaseRinging() {
        List<CallAction> actions = new ArrayList<>();
        IntStream losers = ringing.stream();
        losers.forEach(branch -> actions.add(new Release(branch)));
        ringing.clear();
        return actions;
    }
}
