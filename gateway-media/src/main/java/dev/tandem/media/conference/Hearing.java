package dev.tandem.media.conference;

import dev.tandem.media.PcmSource;
import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Ramp;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a {@link Room} hears: the room's common rendition, or one of its own while it speaks, is whispered to,
 * comes or goes deaf.
 *
 * <p>Owned by the room's media loop; holds encoder state until freed.
 */
final class Hearing {
    private final Room room;
    private final MemberEnd end;
    private final Contribution contribution;
    private final Ramp ramp = new Ramp();
    private final Whisper whisper = new Whisper();
    private boolean deaf;
    private @Nullable Rendition own;
    private @Nullable Rendition common;
    private @Nullable Rendition heard;

    /** Of a member who says that to the room, and does not hear it. */
    Hearing(Room room, MemberEnd end, Contribution contribution) {
        this.room = room;
        this.end = end;
        this.contribution = contribution;
        ramp.to(Ramp.ONE);
    }

    void deafen(boolean silenced) {
        deaf = silenced;
        ramp.to(silenced ? 0 : Ramp.ONE);
    }

    void whisper(@Nullable PcmSource source) {
        whisper.play(source);
    }

    /** Whether the others are heard, and nothing else. */
    boolean plain() {
        return !deaf && !whisper.sounds();
    }

    /** Follows the form in which the member hears. */
    void follow() {
        Form form = end.form();
        if (form != null) {
            follow(form);
        }
    }

    private void follow(Form form) {
        if (common == null || !common.form().equals(form)) {
            common = room.common(form);
        }
        if (own != null && !own.form().equals(form)) {
            own.close();
            own = null;
        }
        if (heard != own && heard != common) {
            heard = null;
        }
    }

    /** Decides which rendition is heard in this frame. */
    void choose() {
        Form form = end.form();
        Rendition next = null;
        if (form != null) {
            follow(form);
            next = rendition(form);
        }
        if (next != heard) {
            if (next != null) {
                change(next);
            }
            heard = next;
        }
        if (own != null) {
            own.begin();
        }
    }

    private @Nullable Rendition rendition(Form form) {
        if (!whisper.sounds() && (ramp.shut() || room.alone())) {
            return null;
        }
        boolean alone = contribution.said() || whisper.sounds() || !ramp.unity();
        return alone ? own(form) : common;
    }

    private Rendition own(Form form) {
        Rendition made = own;
        if (made == null) {
            made = new Rendition(form);
            own = made;
        }
        return made;
    }

    private void change(Rendition next) {
        if (next == own && heard != null) {
            next.follow(heard);
        } else {
            next.welcome();
        }
    }

    /** Lets the member hear this frame. */
    void hear(long nowNanos) {
        Rendition rendition = heard;
        if (rendition == null) {
            end.silence(nowNanos);
        } else if (rendition == own) {
            end.hear(rendition, mixOwn(), nowNanos);
        } else {
            end.hear(rendition, room.total(), nowNanos);
        }
    }

    private int[] mixOwn() {
        int[] mix = room.without(contribution);
        if (!ramp.unity()) {
            ramp.apply(mix);
        }
        if (whisper.sounds()) {
            whisper.addTo(mix);
        }
        return mix;
    }

    /** The room is left, for good or for a while; who comes back hears it at full level at once. */
    void free() {
        if (own != null) {
            own.close();
            own = null;
        }
        heard = null;
        common = null;
        ramp.at(Ramp.ONE);
    }
}
