package dev.tandem.call;

import dev.tandem.call.CallAction.AskApplication;
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
import dev.tandem.call.CallEvent.HandedOver;
import dev.tandem.call.CallEvent.MediaLost;
import dev.tandem.call.CallEvent.MediaRefused;
import dev.tandem.call.CallEvent.Progressed;
import dev.tandem.call.CallEvent.Routed;
import dev.tandem.sip.SipLegEvent.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * A call from the caller's INVITE to its end, as a back-to-back user agent sees it (RFC 7092).
 *
 * <pre>
 *  ROUTING --Routed--&gt; RINGING --Answered--&gt; CONNECTING --Bridged--&gt; CONNECTED --Ended--&gt; ENDED
 *     | |                | ^ |                  |
 *     +-+-- refused -----+ +-+ next wave        +-- MediaRefused --&gt; ENDED
 *       |
 *       +-- asks an application --&gt; OFFERED --Routed--&gt; as above; --HandedOver--&gt; ENDED
 * </pre>
 *
 * <p>Pure: it reads no clock and touches no socket. Not thread-safe; owned by the call loop of its call.
 */
public final class CallMachine {

    enum State {
        ROUTING,
        OFFERED,
        RINGING,
        CONNECTING,
        CONNECTED,
        ENDED
    }

    private State state = State.ROUTING;
    private final Fork fork = new Fork();
    private String callerNumber = "";
    private boolean callerHearsRinging;

    State state() {
        return state;
    }

    /** The branch that answered, or -1. */
    int winner() {
        return fork.winner();
    }

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    public List<CallAction> on(CallEvent event) {
        return switch (state) {
            case ROUTING -> routing(event);
            case OFFERED -> offered(event);
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

    private List<CallAction> offered(CallEvent event) {
        if (event instanceof HandedOver) {
            return handedOver();
        }
        return routing(event);
    }

    private List<CallAction> handedOver() {
        state = State.ENDED;
        return List.of();
    }

    private List<CallAction> routed(CallPlan plan) {
        if (plan instanceof CallPlan.Ring ring) {
            callerNumber = ring.callerNumber();
            state = State.RINGING;
            return place(fork.start(ring.waves()));
        }
        if (plan instanceof CallPlan.Ask ask) {
            return asked(ask);
        }
        CallPlan.Refuse refuse = (CallPlan.Refuse) plan;
        return refuseCaller(refuse.reason(), refuse.sipStatus(), refuse.text());
    }

    private List<CallAction> asked(CallPlan.Ask ask) {
        if (state == State.OFFERED) {
            // An application that redirects to itself would be asked for ever.
            return refuseCaller(EndReason.UNASSIGNED, 480, "Redirected to an application again");
        }
        state = State.OFFERED;
        List<CallAction> actions = new ArrayList<>(ringOnce());
        actions.add(new AskApplication(ask.application(), ask.dialled()));
        return actions;
    }

    private List<CallAction> place(List<Fork.Branch> branches) {
        return branches.stream()
                .<CallAction>map(branch -> new Place(branch.number(), branch.destination(), callerNumber))
                .toList();
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
        if (progressed.sdp().isPresent() && fork.ringing() == 1) {
            return List.of(new EarlyMedia(progressed.branch(), progressed.sdp().get()));
        }
        return ringOnce();
    }

    private List<CallAction> ringOnce() {
        if (callerHearsRinging) {
            return List.of();
        }
        callerHearsRinging = true;
        return List.of(new Ring());
    }

    private List<CallAction> answered(Answered answered) {
        state = State.CONNECTING;
        List<CallAction> actions = release(fork.answered(answered.branch()));
        actions.add(new Connect(answered.branch(), answered.sdp()));
        return actions;
    }

    private List<CallAction> failed(Failed failed) {
        List<Fork.Branch> next = fork.failed(failed.branch(), failed.status(), failed.reason());
        if (!next.isEmpty() || !fork.isOver()) {
            return place(next);
        }
        List<CallAction> actions = releaseRinging();
        actions.addAll(refuseCaller(fork.reason(), fork.status(), fork.text()));
        return actions;
    }

    private List<CallAction> connecting(CallEvent event) {
        if (event instanceof Bridged) {
            state = State.CONNECTED;
            return List.of();
        }
        if (event instanceof MediaRefused refused) {
            List<CallAction> actions = new ArrayList<>(List.of(new Release(winner())));
            actions.addAll(refuseCaller(EndReason.MEDIA_FAILED, refused.status(), refused.reason()));
            return actions;
        }
        return connected(event);
    }

    private List<CallAction> connected(CallEvent event) {
        if (event instanceof HandedOver) {
            return handedOver();
        }
        if (event instanceof CallerEnded ended) {
            EndReason reason = ended.cause() == Cause.REMOTE_BYE || ended.cause() == Cause.REMOTE_CANCEL
                    ? EndReason.CALLER_HUNG_UP
                    : EndReason.SIGNALLING_LOST;
            return end(List.of(new Release(winner())), reason, ended.status(), ended.reason());
        }
        if (event instanceof CalleeEnded ended && ended.branch() == winner()) {
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
        return end(List.of(new HangUpCaller(), new Release(winner())), reason, status, text);
    }

    private List<CallAction> end(List<CallAction> first, EndReason reason, int status, String text) {
        state = State.ENDED;
        List<CallAction> actions = new ArrayList<>(first);
        actions.add(new Finish(reason, status, text));
        return actions;
    }

    private List<CallAction> releaseRinging() {
        return release(fork.giveUp());
    }

    private static List<CallAction> release(List<Integer> branches) {
        List<CallAction> actions = new ArrayList<>();
        branches.forEach(branch -> actions.add(new Release(branch)));
        return actions;
    }
}
