package dev.tandem.call;

import dev.tandem.call.CallView.Direction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a call: who and whence, its legs, its times and its trace. It stays the same when the call changes
 * hands. Written by the call loop; {@link #view} and {@link #trace} are for any thread.
 */
public final class CallBook {

    /** What a record has room for: of more legs that come and go the last ones are kept. */
    private static final int LEGS_MAX = 20;

    private static final String GATEWAY = "gateway";

    private final Heading heading;
    private final Clock clock;
    private final CallTimes times;
    private final CallTrace trace;
    private final List<CallLeg> legs = new CopyOnWriteArrayList<>();
    /** The number shown to the callee, once routing has chosen it. */
    private volatile String from;

    /**
     * What is known of a call when it begins.
     *
     * @param sipCallId the Call-ID of the caller's leg, or the call's id when nobody called us
     * @param from the caller's number or name
     * @param to what was dialled
     */
    public record Heading(String id, String tenant, String sipCallId, Direction direction, String from, String to) {}

    /** The book of a call that begins now. */
    public CallBook(Heading heading, Clock clock) {
        this.heading = heading;
        this.clock = clock;
        from = heading.from();
        times = new CallTimes(clock.instant());
        trace = new CallTrace(clock);
    }

    /** What was known of it at first. */
    public Heading heading() {
        return heading;
    }

    /** The call as it is now. */
    public CallView view() {
        return times.view(
                heading.id(),
                heading.direction(),
                from,
                heading.to(),
                legs.stream().map(CallLeg::view).toList());
    }

    /** What happened so far. */
    public List<CallTrace.Step> trace() {
        return trace.steps();
    }

    /** A leg of it exists. */
    public void add(CallLeg leg) {
        if (legs.size() == LEGS_MAX) {
            legs.remove(0);
        }
        legs.add(leg);
        over(leg.trunk().orElse(null));
    }

    /** The trunk it goes over; null says nothing. */
    void over(@Nullable String trunk) {
        times.trunk(trunk);
    }

    /** The callee is shown another number than the caller's own. */
    void shown(String number) {
        from = number;
    }

    /** It rings. */
    public void rang() {
        times.ringing(clock.instant());
    }

    /** Somebody answered. */
    public void answered() {
        times.answered(clock.instant());
    }

    /** Whether anybody is on hold now. */
    public void held(boolean now) {
        times.held(now);
    }

    /** It is over. */
    public void ended(CallEnd how) {
        tell("ended: " + how.reason().wire() + " (" + how.sipStatus() + " " + how.inWords() + ")");
        times.ended(clock.instant(), how);
    }

    /** A step of the gateway's own. */
    public void tell(String what) {
        tell(GATEWAY, what);
    }

    /** A step of a leg. */
    public void tell(String leg, String what) {
        trace.add(leg, what);
    }

    /** Events about the call as it is now, in which no application takes part. */
    CallFact fact(List<OutboxEvent> events) {
        return new CallFact(heading.tenant(), view(), List.of(), events);
    }

    /** The time, as the book tells it. */
    public Instant now() {
        return clock.instant();
    }
}
