package dev.tandem.media.bridge;

import dev.tandem.media.dtmf.DigitReceiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the media of two legs, or of a leg and a voice inside the process, without a mixer: one lane each way. Works with
 * legs that have not agreed on anything yet and follows them when they agree anew.
 *
 * <p>Owned by the media loop that owns its legs; {@link #describe} is for any thread.
 */
public final class Junction implements Attachment {
    private final List<LegMedia> legs;
    private final List<Lane> lanes;
    private final List<DigitReceiver.Listener> hearers;
    private volatile String description = "nothing yet";
    private final Runnable onClosed;
    private boolean closed;

    /** Joins two legs; {@code onClosed} runs once, when they are parted. */
    public Junction(LegMedia one, LegMedia other, Runnable onClosed) {
        this(
                List.of(one, other),
                List.of(Lane.between(one, other), Lane.between(other, one)),
                List.of(new LegDigits(other.out()), new LegDigits(one.out())),
                onClosed);
    }

    /** Joins a leg and a voice, likewise. */
    public Junction(LegMedia leg, Voice voice, Runnable onClosed) {
        this(
                List.of(leg),
                List.of(Lane.between(leg, voice), Lane.between(voice, leg)),
                List.of(new VoiceDigits(voice)),
                onClosed);
    }

    private Junction(List<LegMedia> legs, List<Lane> lanes, List<DigitReceiver.Listener> hearers, Runnable onClosed) {
        this.legs = legs;
        this.lanes = lanes;
        this.hearers = hearers;
        this.onClosed = onClosed;
    }

    /** The media of two legs whose attachment is somebody else's business, and so are their digits. */
    static Junction within(LegMedia one, LegMedia other, long nowNanos) {
        Junction junction = new Junction(one, other, () -> {});
        junction.reconsider(nowNanos);
        return junction;
    }

    /** Takes the legs over from whatever they were in; nothing when it was closed before. */
    public void open() {
        if (closed) {
            return;
        }
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).attach(this);
            legs.get(i).in().digitsTo(hearers.get(i));
        }
        reconsider(0);
    }

    @Override
    public void reconsider(long nowNanos) {
        for (Lane lane : lanes) {
            lane.reconsider(nowNanos);
        }
        description = lanes.get(0).describe() + " | " + lanes.get(1).describe();
    }

    /** Does the work of one frame. */
    public void tick(long nowNanos) {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).tick(nowNanos);
        }
    }

    /** Where the packets are played out that this leg has been passed since then; null when it has been passed none. */
    @Nullable Playout across(SeatEnd end, long sinceNanos) {
        for (int from = 0; from < legs.size(); from++) {
            if (end.leg() == legs.get(1 - from) && lanes.get(from).passedSince(sinceNanos)) {
                return legs.get(from).source().playout();
            }
        }
        return null;
    }

    /** Both directions as text. */
    public String describe() {
        return description;
    }

    /** Whether it joins its legs, or will. */
    public boolean isOpen() {
        return !closed;
    }

    /** Frees encoders; what the legs receive is played out, or passed on, until somebody else takes them over. */
    void release() {
        lanes.forEach(Lane::close);
    }

    /** Parts the legs and frees codec state; idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            for (LegMedia leg : legs) {
                Playout last = leg.parted(this);
                if (last != null) {
                    last.close();
                }
            }
            release();
            onClosed.run();
        }
    }

    /** Digits said on to a leg. */
    private record LegDigits(Outbound out) implements DigitReceiver.Listener {
        @Override
        public void pressed(char digit) {
            out.digits().press(digit);
        }

        @Override
        public void released(char digit, int durationMillis) {
            out.digits().release(durationMillis);
        }
    }

    /** Digits for a voice, which needs to know of them only once. */
    private record VoiceDigits(Voice voice) implements DigitReceiver.Listener {
        @Override
        public void pressed(char digit) {
            // Told at the end, as everywhere.
        }

        @Override
        public void released(char digit, int durationMillis) {
            voice.digit(digit);
        }
    }
}
