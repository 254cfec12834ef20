package dev.tandem.media.conference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a conference in which two legs hear each other without a mixer: one lane each way. Works with legs that have
 * not agreed on anything yet and follows them when they agree anew.
 *
 * <p>Owned by the media loop that owns its legs; {@link #describe} is for any thread.
 */
final class Junction {
    private final List<LegMedia> legs;
    private final List<Lane> lanes;
    private volatile String description = "nothing yet";

    /** Joins two legs, which go on where they stand. */
    Junction(LegMedia one, LegMedia other, long nowNanos) {
        legs = List.of(one, other);
        lanes = List.of(Lane.between(one, other), Lane.between(other, one));
        reconsider(nowNanos);
    }

    /** A leg agreed on other media, or on some for the first time. */
    void reconsider(long nowNanos) {
        for (Lane lane : lanes) {
            lane.reconsider(nowNanos);
        }
        description = lanes.get(0).describe() + " | " + lanes.get(1).describe();
    }

    /** Does the work of one frame. */
    void tick(long nowNanos) {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).tick(nowNanos);
        }
    }

    /** Where the packets are played out that this leg has been passed since then; null when it has been passed none. */
    @Nullable Playout across(MemberEnd end, long sinceNanos) {
        for (int from = 0; from < legs.size(); from++) {
            if (end.leg() == legs.get(1 - from) && lanes.get(from).passedSince(sinceNanos)) {
                return legs.get(from).source().playout();
            }
        }
        return null;
    }

    /** Both directions as text. */
    String describe() {
        return description;
    }

    /** Frees encoders; what the legs receive is played out, or passed on, until somebody else takes them over. */
    void close() {
        lanes.forEach(Lane::close);
    }
}
