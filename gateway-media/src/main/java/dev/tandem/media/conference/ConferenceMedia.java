package dev.tandem.media.conference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The media of one conference, from its first member to its last: its members, and the form in which they hear each other.
 * Two legs and nobody else, who say and hear nothing but each other, are a {@link Junction}: packets are passed on, or
 * transcoded once each way. Whatever is more than that is a {@link Room}. It changes from one form to the other and back
 * between two frames; what legs are sent goes on without a step, and what they receive without a loss.
 *
 * <p>Owned by one media loop; {@link #describe} is for any thread.
 */
public final class ConferenceMedia {
    /** So long nothing must have happened before a room becomes a junction again: it does not go back and forth. */
    private static final int CALM_FRAMES = 25;

    /** A leg whose packets were passed on so recently is listened for before the other is sent what is mixed. */
    private static final long RECENT_NANOS = 80_000_000L;

    /** But not longer than the longest usual packet lasts: it may have stopped speaking. */
    private static final long WAIT_NANOS = 60_000_000L;

    private final Room room = new Room();
    private final List<MemberMedia> members = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile @Nullable Junction junction;
    private boolean changed;
    private int calmWanted;
    private int calm;
    private long tickedNanos;

    /** One without members. */
    public ConferenceMedia() {
        this(0);
    }

    /** One whose first two legs are a junction only after so many frames in a room. */
    ConferenceMedia(int calmFrames) {
        calmWanted = calmFrames;
    }

    /** A leg that may {@link MemberMedia#join}; {@code onLeft} runs once, when it leaves. Any thread. */
    public MemberMedia member(LegMedia leg, Runnable onLeft) {
        return new MemberMedia(this, room, new LegEnd(leg), made.getAndIncrement(), onLeft);
    }

    /** A voice, likewise. */
    public MemberMedia member(Voice voice, Runnable onLeft) {
        return new MemberMedia(this, room, new VoiceEnd(voice), made.getAndIncrement(), onLeft);
    }

    /** Somebody joins. */
    void enter(MemberMedia member) {
        insert(member);
        if (junction != null) {
            intoRoom();
        } else if (calmWanted == 0 && pair()) {
            intoJunction();
        } else {
            room.enter(member);
        }
    }

    /** They come from different loops, and are told in the order in which they were asked in. */
    private void insert(MemberMedia member) {
        int at = members.size();
        while (at > 0 && members.get(at - 1).number() > member.number()) {
            at--;
        }
        members.add(at, member);
    }

    /** Somebody has left, and is with somebody else from now on. */
    void leave(MemberMedia member) {
        members.remove(member);
        if (junction == null) {
            room.leave(member);
        } else {
            // At once: the leg may be another loop's before the next frame.
            member.free();
            intoRoom();
        }
    }

    /** A member agreed on other media, or on some for the first time. */
    void reconsider(long nowNanos) {
        Junction two = junction;
        if (two == null) {
            room.reconsider();
        } else {
            two.reconsider(nowNanos);
        }
    }

    /** A member is muted, whispered to or the like, or is no longer. */
    void changed() {
        changed = true;
    }

    /** Tells all but one. */
    void others(MemberMedia one, Consumer<MemberEnd> telling) {
        for (MemberMedia member : members) {
            if (member != one) {
                telling.accept(member.end());
            }
        }
    }

    /** Does the work of one frame. */
    public void tick(long nowNanos) {
        tickedNanos = nowNanos;
        if (junction == null || changed) {
            choose();
        }
        Junction two = junction;
        if (two == null) {
            room.tick(nowNanos);
        } else {
            two.tick(nowNanos);
        }
    }

    private void choose() {
        changed = false;
        boolean pair = pair();
        if (junction != null) {
            if (!pair) {
                intoRoom();
            }
            return;
        }
        calm = pair ? calm + 1 : 0;
        if (calm > calmWanted) {
            intoJunction();
        }
    }

    private boolean pair() {
        return members.size() == 2 && direct(members.get(0)) && direct(members.get(1));
    }

    private static boolean direct(MemberMedia member) {
        return member.end().leg() != null && member.plain();
    }

    private void intoJunction() {
        room.clear();
        members.forEach(MemberMedia::leaveRoom);
        junction = new Junction(leg(0), leg(1), tickedNanos);
    }

    /** The leg that a member of a {@link #pair} is. */
    private LegMedia leg(int index) {
        return Objects.requireNonNull(members.get(index).end().leg());
    }

    private void intoRoom() {
        Junction two = Objects.requireNonNull(junction);
        junction = null;
        calm = 0;
        calmWanted = CALM_FRAMES;
        room.enter(members);
        for (int i = 0; i < members.size(); i++) {
            Playout across = two.across(members.get(i).end(), tickedNanos - RECENT_NANOS);
            if (across != null) {
                members.get(i).end().follow(across, tickedNanos + WAIT_NANOS);
            }
        }
        two.close();
    }

    Room room() {
        return room;
    }

    /** Who is in it and how they hear each other, as text. */
    public String describe() {
        Junction two = junction;
        return two == null ? room.describe() : two.describe();
    }

    /** Parts everyone at once and frees codec state; idempotent. */
    public void close() {
        Junction two = junction;
        if (two != null) {
            junction = null;
            two.close();
        }
        List.copyOf(members).forEach(MemberMedia::close);
        room.close();
    }
}
