package dev.tandem.call;

import dev.tandem.call.ParticipantAction.AnswerCaller;
import dev.tandem.call.ParticipantAction.HearEarly;
import dev.tandem.call.ParticipantAction.Isolate;
import dev.tandem.call.ParticipantAction.Place;
import dev.tandem.call.ParticipantAction.Reject;
import dev.tandem.call.ParticipantAction.Release;
import dev.tandem.call.ParticipantAction.ReportJoined;
import dev.tandem.call.ParticipantAction.ReportLeft;
import dev.tandem.call.ParticipantAction.ReportNotJoined;
import dev.tandem.call.ParticipantAction.ReportRinging;
import dev.tandem.call.ParticipantAction.Reunite;
import dev.tandem.call.ParticipantAction.TakeSeat;
import dev.tandem.call.ParticipantEvent.Accepted;
import dev.tandem.call.ParticipantEvent.Answered;
import dev.tandem.call.ParticipantEvent.Arrived;
import dev.tandem.call.ParticipantEvent.Dismissed;
import dev.tandem.call.ParticipantEvent.Failed;
import dev.tandem.call.ParticipantEvent.Hold;
import dev.tandem.call.ParticipantEvent.Invited;
import dev.tandem.call.ParticipantEvent.LegEnded;
import dev.tandem.call.ParticipantEvent.MediaLost;
import dev.tandem.call.ParticipantEvent.MediaRefused;
import dev.tandem.call.ParticipantEvent.Progressed;
import dev.tandem.call.ParticipantEvent.Refused;
import dev.tandem.call.ParticipantEvent.Resume;
import dev.tandem.call.ParticipantEvent.Seated;
import dev.tandem.sip.SipLegEvent.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One participant of a call, from the first INVITE to the end: whom we ring, and whoever placed the call.
 *
 * <pre>
 *  NEW --Invited--&gt; INVITING --Progressed--&gt; RINGING --Answered--&gt; JOINING --Seated--&gt; CONNECTED &lt;--&gt; HELD
 *   |                  |                       |                    ^  |                  |           |
 *   |                  +--- refused, dismissed +                    |  +-- media refused  +-- ended --+
 *   +--Arrived--&gt; WAITING --Accepted--------------------------------+        all to GONE
 *                    +--- refused, cancelled, dismissed --&gt; GONE
 * </pre>
 *
 * <p>Pure: it reads no clock and touches no socket. Not thread-safe; owned by the call loop of its call.
 */
final class ParticipantMachine {

    enum State {
        NEW,
        WAITING,
        INVITING,
        RINGING,
        JOINING,
        CONNECTED,
        HELD,
        GONE
    }

    /** What a state may have no use for; an event that is not named here must be one it has. */
    private static final Set<Class<? extends ParticipantEvent>> UNUSED = Set.of(
            Invited.class,
            Arrived.class,
            Accepted.class,
            Refused.class,
            Progressed.class,
            Failed.class,
            Seated.class,
            MediaRefused.class,
            LegEnded.class,
            MediaLost.class,
            Hold.class,
            Resume.class,
            Dismissed.class);

    private State state = State.NEW;
    private final Fork fork = new Fork();
    /** The branch whose leg is the participant; 0 for somebody who arrived. */
    private int branch;

    State state() {
        return state;
    }

    /** Whether they can be heard, or could if they were not on hold. */
    boolean isIn() {
        return state == State.CONNECTED || state == State.HELD;
    }

    /** Whether a branch lost to another one that answered. */
    boolean isAnsweredElsewhere(int loser) {
        return (isIn() || state == State.JOINING) && loser != branch;
    }

    /** The branch that answered; meaningful once there is one. */
    int branch() {
        return branch;
    }

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    List<ParticipantAction> on(ParticipantEvent event) {
        return switch (state) {
            case NEW -> fresh(event);
            case WAITING -> waiting(event);
            case INVITING, RINGING -> invited(event);
            case JOINING -> joining(event);
            case CONNECTED, HELD -> connected(event);
            case GONE -> late(event);
        };
    }

    private List<ParticipantAction> fresh(ParticipantEvent event) {
        if (event instanceof Arrived) {
            state = State.WAITING;
            return List.of();
        }
        if (event instanceof Invited invited) {
            return invite(invited.plan());
        }
        if (event instanceof Dismissed dismissed) {
            return notJoined(List.of(), dismissed.reason(), 487, "Request Terminated");
        }
        return late(event);
    }

    private List<ParticipantAction> invite(CallPlan plan) {
        if (plan instanceof CallPlan.Ring ring) {
            state = State.INVITING;
            return place(fork.start(ring.waves()));
        }
        if (plan instanceof CallPlan.Refuse refuse) {
            return notJoined(List.of(), refuse.reason(), refuse.sipStatus(), refuse.text());
        }
        if (plan instanceof CallPlan.Ask) {
            return notJoined(List.of(), EndReason.UNASSIGNED, 480, "Answered by an application");
        }
        throw new AssertionError(plan);
    }

    private List<ParticipantAction> waiting(ParticipantEvent event) {
        if (event instanceof Accepted) {
            state = State.JOINING;
            return List.of(new AnswerCaller());
        }
        if (event instanceof Refused refused) {
            CallEnd why = refused.why();
            return notJoined(
                    List.of(new Reject(why.sipStatus(), why.text())), why.reason(), why.sipStatus(), why.text());
        }
        if (event instanceof LegEnded ended) {
            EndReason reason = isTheirs(ended.cause()) ? EndReason.CANCELLED : EndReason.SIGNALLING_LOST;
            return notJoined(List.of(), reason, 487, ended.reason());
        }
        if (event instanceof Dismissed dismissed) {
            return notJoined(List.of(new Reject(480, "released")), dismissed.reason(), 480, "released");
        }
        return late(event);
    }

    private List<ParticipantAction> invited(ParticipantEvent event) {
        if (event instanceof Progressed progressed) {
            state = State.RINGING;
            return List.of(progressed(progressed));
        }
        if (event instanceof Answered answered) {
            state = State.JOINING;
            branch = answered.branch();
            List<ParticipantAction> actions = release(fork.answered(branch));
            actions.add(new TakeSeat(branch, answered.sdp()));
            return actions;
        }
        if (event instanceof Failed failed) {
            return failed(failed);
        }
        if (event instanceof Dismissed dismissed) {
            return notJoined(release(fork.giveUp()), dismissed.reason(), 487, "Request Terminated");
        }
        return late(event);
    }

    private ParticipantAction progressed(Progressed progressed) {
        // Several phones ringing at once cannot all be heard: early media only crosses when there is one branch.
        return progressed.sdp().isPresent() && fork.ringing() == 1
                ? new HearEarly(progressed.branch(), progressed.sdp().get())
                : new ReportRinging(progressed.sdp().isPresent() ? 180 : progressed.status());
    }

    private List<ParticipantAction> failed(Failed failed) {
        List<Fork.Branch> next = fork.failed(failed.branch(), failed.status(), failed.reason());
        if (!next.isEmpty() || !fork.isOver()) {
            return place(next);
        }
        return notJoined(release(fork.giveUp()), fork.reason(), fork.status(), fork.text());
    }

    private List<ParticipantAction> joining(ParticipantEvent event) {
        if (event instanceof Seated) {
            state = State.CONNECTED;
            return List.of(new ReportJoined());
        }
        if (event instanceof MediaRefused refused) {
            return notJoined(List.of(new Release(branch)), EndReason.MEDIA_FAILED, refused.status(), refused.reason());
        }
        return late(event);
    }

    private List<ParticipantAction> connected(ParticipantEvent event) {
        if (event instanceof LegEnded ended && ended.branch() == branch) {
            EndReason reason = isTheirs(ended.cause()) ? EndReason.CALLEE_HUNG_UP : EndReason.SIGNALLING_LOST;
            return left(List.of(), reason, ended.status(), ended.reason());
        }
        if (event instanceof MediaLost lost) {
            return left(List.of(new Release(branch)), EndReason.MEDIA_LOST, 200, lost.reason());
        }
        if (event instanceof Dismissed dismissed) {
            return left(List.of(new Release(branch)), dismissed.reason(), 200, "released");
        }
        return onHold(event);
    }

    private static boolean isTheirs(Cause cause) {
        return cause == Cause.REMOTE_BYE || cause == Cause.REMOTE_CANCEL;
    }

    private List<ParticipantAction> onHold(ParticipantEvent event) {
        if (event instanceof Hold && state == State.CONNECTED) {
            state = State.HELD;
            return List.of(new Isolate());
        }
        if (event instanceof Resume && state == State.HELD) {
            state = State.CONNECTED;
            return List.of(new Reunite());
        }
        return late(event);
    }

    /**
     * What comes when the state has no use for it any more, or not yet. An answer that crossed our CANCEL or lost the race
     * is a dialog that must be released (RFC 3261, section 13.3.1.4).
     */
    private static List<ParticipantAction> late(ParticipantEvent event) {
        if (event instanceof Answered answered) {
            return List.of(new Release(answered.branch()));
        }
        if (UNUSED.contains(event.getClass())) {
            return List.of();
        }
        throw new AssertionError(event);
    }

    private List<ParticipantAction> notJoined(
            List<ParticipantAction> first, EndReason reason, int status, String text) {
        return end(first, new ReportNotJoined(reason, status, text));
    }

    private List<ParticipantAction> left(List<ParticipantAction> first, EndReason reason, int status, String text) {
        return end(first, new ReportLeft(reason, status, text));
    }

    private List<ParticipantAction> end(List<ParticipantAction> first, ParticipantAction report) {
        state = State.GONE;
        List<ParticipantAction> actions = new ArrayList<>(first);
        actions.add(report);
        return actions;
    }

    private static List<ParticipantAction> place(List<Fork.Branch> branches) {
        return branches.stream()
                .<ParticipantAction>map(next -> new Place(next.number(), next.destination()))
                .toList();
    }

    private static List<ParticipantAction> release(List<Integer> branches) {
        List<ParticipantAction> actions = new ArrayList<>();
        branches.forEach(loser -> actions.add(new Release(loser)));
        return actions;
    }
}
