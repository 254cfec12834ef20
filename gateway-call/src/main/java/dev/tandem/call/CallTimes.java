package dev.tandem.call;

import dev.tandem.call.CallView.Direction;
import dev.tandem.call.CallView.LegView;
import dev.tandem.call.CallView.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a call rang, was answered and ended. Written by its call loop, read by any thread: each moment is written once, and
 * a reader that misses the newest one sees the call as it was just before.
 */
public final class CallTimes {

    private final Instant startedAt;
    private volatile @Nullable Instant ringingAt;
    private volatile @Nullable Instant answeredAt;
    private volatile @Nullable Ending ending;
    private volatile @Nullable String trunk;
    private volatile boolean held;

    private record Ending(Instant at, CallEnd how) {}

    /** Times of a call that starts now. */
    public CallTimes(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** It rings. */
    public void ringing(Instant now) {
        if (ringingAt == null) {
            ringingAt = now;
        }
    }

    /** It was answered. */
    public void answered(Instant now) {
        answeredAt = now;
    }

    /** Whether anybody is on hold now. */
    public void held(boolean now) {
        held = now;
    }

    /** The trunk it goes over; null says nothing. */
    public void trunk(@Nullable String name) {
        if (name != null) {
            trunk = name;
        }
    }

    /** It is over. */
    public void ended(Instant now, CallEnd how) {
        ending = new Ending(now, how);
    }

    /** The call as these times tell it. */
    public CallView view(String id, Direction direction, String from, String to, List<LegView> legs) {
        Ending end = ending;
        return new CallView(
                id,
                state(end),
                direction,
                from,
                to,
                trunk,
                startedAt,
                ringingAt,
                answeredAt,
                end == null ? null : end.at(),
                end == null ? null : end.how().reason(),
                end == null ? null : end.how().sipStatus(),
                end == null ? null : end.how().inWords(),
                legs);
    }

    private State state(@Nullable Ending end) {
        if (end != null) {
            return State.ENDED;
        }
        if (answeredAt == null) {
            return State.RINGING;
        }
        return held ? State.HELD : State.CONNECTED;
    }
}
