package dev.tandem.connection;

import dev.tandem.call.CallPlan;
import dev.tandem.call.EndReason;
import dev.tandem.call.Fork;
import dev.tandem.connection.ParticipantAction.Isolate;
import dev.tandem.connection.ParticipantAction.Place;
import dev.tandem.connection.ParticipantAction.Release;
import dev.tandem.connection.ParticipantAction.ReportJoined;
import dev.tandem.connection.ParticipantAction.ReportLeft;
import dev.tandem.connection.ParticipantAction.ReportNotJoined;
import dev.tandem.connection.ParticipantAction.Reunite;
import dev.tandem.connection.ParticipantAction.TakeSeat;
import dev.tandem.connection.ParticipantEvent.Answered;
import dev.tandem.connection.ParticipantEvent.Arrived;
import dev.tandem.connection.ParticipantEvent.Dismissed;
import dev.tandem.connection.ParticipantEvent.Failed;
import dev.tandem.connection.ParticipantEvent.Hold;
import dev.tandem.connection.ParticipantEvent.Invited;
import dev.tandem.connection.ParticipantEvent.LegEnded;
import dev.tandem.connection.ParticipantEvent.MediaLost;
import dev.tandem.connection.ParticipantEvent.MediaRefused;
import dev.tandem.connection.ParticipantEvent.Progressed;
import dev.tandem.connection.ParticipantEvent.Resume;
import dev.tandem.connection.ParticipantEvent.Seated;
import dev.tandem.sip.SipLegEvent.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * One participant of a conference, from the invitation to the end.
 *
 * <pre>
 *  NEW --Invited--&gt; INVITING --Progressed--&gt; RINGING --Answered--&gt; JOINING --Seated--&gt; CONNECTED &lt;--&gt; HELD
 *   |                  |                       |                    ^  |                  |           |
 *   |                  +--- refused, dismissed +                    |  +-- media refused  +-- ended --+
 *   +--Arrived------------------------------------------------------+        all to GONE
 * </pre>
 *
 * <p>Pure: it reads no clock and touches no socket. Not thread-safe; owned by the call loop of its call.
 */
final class ParticipantMachine {

    enum State {
        NEW,
        INVITING,
        RINGING,
        JOINING,
        CONNECTED,
        HELD,
        GONE
    }

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

    /** The branch that answered; meaningful once there is one. */
    int branch() {
        return branch;
    }

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    List<ParticipantAction> on(ParticipantEvent event) {
        return switch (state) {
            case NEW -> fresh(event);
            case INVITING, RINGING -> invited(event);
            case JOINING -> joining(event);
            case CONNECTED, HELD -> connected(event);
            case GONE -> gone(event);
        };
    }

    private List<ParticipantAction> fresh(ParticipantEvent event) {
        if (event instanceof Arrived) {
            state = State.JOINING;
            return List.of();
        }
        if (event instanceof Invited invited && invited.plan() instanceof CallPlan.Ring ring) {
            state = State.INVITING;
            return place(fork.start(ring.waves()));
        }
        if (event instanceof Invited invited && invited.plan() instanceof CallPlan.Refuse refuse) {
            return notJoined(List.of(), refuse.reason(), refuse.sipStatus(), refuse.text());
        }
        if (event instanceof Dismissed dismissed) {
            return notJoined(List.of(), dismissed.reason(), 487, "Request Terminated");
        }
        return List.of();
    }

    private List<ParticipantAction> invited(ParticipantEvent event) {
        if (event instanceof Progressed) {
            state = State.RINGING;
            return List.of();
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
        return List.of();
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
        return gone(event);
    }

    private List<ParticipantAction> connected(ParticipantEvent event) {
        if (event instanceof LegEnded ended && ended.branch() == branch) {
            boolean byThem = ended.cause() == Cause.REMOTE_BYE;
            EndReason reason = byThem ? EndReason.CALLEE_HUNG_UP : EndReason.SIGNALLING_LOST;
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

    private List<ParticipantAction> onHold(ParticipantEvent event) {
        if (event instanceof Hold && state == State.CONNECTED) {
            state = State.HELD;
            return List.of(new Isolate());
        }
        if (event instanceof Resume && state == State.HELD) {
            state = State.CONNECTED;
            return List.of(new Reunite());
        }
        return gone(event);
    }

    /** An answer that crossed our CANCEL or lost the race is a dialog that must be released (RFC 3261, section 13.3.1.4). */
    private static List<ParticipantAction> gone(ParticipantEvent event) {
        return event instanceof Answered answered ? List.of(new Release(answered.branch())) : List.of();
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
