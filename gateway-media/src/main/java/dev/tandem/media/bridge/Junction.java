package dev.tandem.media.bridge;

import java.util.List;

/**
 * Joins the media of two legs, or of a leg and a voice inside the process: one lane each way. Works with legs that have
 * not agreed on anything yet and follows them when they agree anew.
 *
 * <p>Owned by the media loop that owns its legs; {@link #describe} is for any thread.
 */
public final class Junction implements Attachment {
    private final List<LegMedia> legs;
    private final List<Lane> lanes;
    private volatile String description = "nothing yet";
    private final Runnable onClosed;
    private boolean closed;

    /** Joins two legs; {@code onClosed} runs once, when they are parted. */
    public Junction(LegMedia one, LegMedia other, Runnable onClosed) {
        this(List.of(one, other), List.of(Lane.between(one, other), Lane.between(other, one)), onClosed);
    }

    /** Joins a leg and a voice, likewise. */
    public Junction(LegMedia leg, Voice voice, Runnable onClosed) {
        this(List.of(leg), List.of(Lane.between(leg, voice), Lane.between(voice, leg)), onClosed);
    }

    private Junction(List<LegMedia> legs, List<Lane> lanes, Runnable onClosed) {
        this.legs = legs;
        this.lanes = lanes;
        this.onClosed = onClosed;
    }

    /** Takes the legs over from whatever bridge they were in; nothing when it was closed before. */
    public void open() {
        if (closed) {
            return;
        }
        for (LegMedia leg : legs) {
            leg.attach(this);
        }
        reconsider();
    }

    @Override
    public void reconsider() {
        lanes.forEach(Lane::reconsider);
        description = lanes.get(0).describe() + " | " + lanes.get(1).describe();
    }

    /** Does the work of one frame. */
    public void tick(long nowNanos) {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).tick(nowNanos);
        }
    }

    @Override
    public int playoutMillis(LegMedia leg) {
        int index = legs.indexOf(leg);
        return index < 0 ? 0 : lanes.get(index).playoutMillis();
    }

    /** Both directions as text. */
    public String describe() {
        return description;
    }

    /** Whether it joins its legs, or will. */
    public boolean isOpen() {
        return !closed;
    }

    /** Parts the legs and frees codec state; idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            legs.forEach(leg -> leg.parted(this));
            lanes.forEach(Lane::close);
            onClosed.run();
        }
    }
}
