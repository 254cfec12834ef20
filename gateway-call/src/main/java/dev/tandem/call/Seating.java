package dev.tandem.call;

import dev.tandem.media.Conference;
import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One participant's place in the conference: what they alone hear, who overhears them, whether the others hear them. What
 * is asked for before they are seated counts from then on. Owned by the call loop.
 */
public final class Seating {

    private final ParticipantOwner owner;
    private @Nullable CallLeg seated;
    private Conference.@Nullable Member seat;
    private @Nullable PcmSource whispered;
    private Ears ears = Ears.NONE;
    private boolean muted;
    private boolean isolated;

    Seating(ParticipantOwner owner) {
        this.owner = owner;
    }

    /** Seats a leg, in place of another one if there was. */
    void sit(CallLeg leg) {
        if (!leg.equals(seated)) {
            leave();
            seated = leg;
            seat = owner.seat(leg.media());
            owner.tell(leg.id(), "in the conference");
            furnish();
        }
    }

    private void furnish() {
        if (whispered != null) {
            whisper(whispered);
        }
        if (!ears.isEmpty()) {
            overheardBy(ears);
        }
        if (muted || isolated) {
            partOrReunite();
        }
    }

    /** Stands up; the leg's media stays open. */
    void leave() {
        seat().ifPresent(Conference.Member::close);
        seat = null;
        seated = null;
    }

    /** The seat, while they have one. */
    private Optional<Conference.Member> seat() {
        return Optional.ofNullable(seat);
    }

    /** Presses keys towards them; false when they have no seat. */
    public boolean press(String digits) {
        seat().ifPresent(member -> member.press(digits));
        return seat != null;
    }

    /** Lets them alone hear something, instead of whatever they alone hear now. */
    public void whisper(PcmSource source) {
        whispered = source;
        seat().ifPresent(member -> member.whisper(source));
    }

    /** Whether they hear something alone now. */
    public boolean isWhisperedTo() {
        return whispered != null;
    }

    /** Ends what they alone hear, unless it has been replaced meanwhile. */
    public void hush(PcmSource source) {
        if (source.equals(whispered)) {
            whispered = null;
            seat().ifPresent(member -> member.whisper(null));
        }
    }

    /** Gives what they say to somebody as well. */
    public void overhear(PcmSink sink) {
        overheardBy(ears.with(sink));
    }

    /** No longer gives it to them. */
    public void stopOverhearing(PcmSink sink) {
        overheardBy(ears.without(sink));
    }

    private void overheardBy(Ears now) {
        ears = now;
        seat().ifPresent(member -> member.overhear(now.isEmpty() ? null : now));
    }

    /** Whether the others hear them no longer. */
    public void mute(boolean now) {
        muted = now;
        partOrReunite();
    }

    /** Whether the others do not hear them. */
    public boolean isMuted() {
        return muted;
    }

    /** Whether they and the others hear each other no longer. */
    void isolate(boolean now) {
        isolated = now;
        partOrReunite();
    }

    private void partOrReunite() {
        seat().ifPresent(member -> {
            member.mute(muted || isolated);
            member.deafen(isolated);
        });
    }
}
