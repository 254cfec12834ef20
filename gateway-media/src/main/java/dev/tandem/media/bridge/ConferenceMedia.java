package dev.tandem.media.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The media of one conference, from its first member to its last: its seats, and the form in which their members hear each
 * other. Two legs and nobody else, who say and hear nothing but each other, are a {@link Junction}: packets are passed on,
 * or transcoded once each way. Whatever is more than that is a {@link Room}. It changes from one form to the other and back
 * between two frames; what legs are sent goes on without a step, and what they receive without a loss.
 *
 * <p>Owned by one media loop; {@link #describe} is for any thread.
 */
public final class ConferenceMedia implements SeatOwner {
    /** So long nothing must have happened before a room becomes a junction again: it does not go back and forth. */
    private static final int CALM_FRAMES = 25;

    /** A leg whose packets were passed on so recently is listened for before the other is sent what is mixed. */
    private static final long RECENT_NANOS = 80_000_000L;

    private static final long WAIT_NANOS = 60_000_000L;

    private final Room room = new Room();
    private final List<Seat> seats = new ArrayList<>();
    private volatile @Nullable Junction junction;
    private boolean changed;
    private int calmWanted;
    private int calm;
    private long tickedNanos;

    /** One without members. */
    public ConferenceMedia() {}

    /** A seat for a leg, to be taken by {@link Seat#open}; {@code onLeft} runs once, when it is left. */
    public Seat seat(LegMedia leg, Runnable onLeft) {
        return new Seat(this, room, new LegEnd(leg), onLeft);
    }

    /** A seat for a voice, likewise. */
    public Seat seat(Voice voice, Runnable onLeft) {
        return new Seat(this, room, new VoiceEnd(voice), onLeft);
    }

    @Override
    public void enter(Seat seat) {
        seats.add(seat);
        if (junction != null) {
            intoRoom();
        } else if (calmWanted == 0 && pair()) {
            intoJunction();
        } else {
            room.enter(seat);
        }
    }

    @Override
    public void leave(Seat seat) {
        seats.remove(seat);
        if (junction == null) {
            room.leave(seat);
        } else {
            // At once: the leg may be another loop's before the next frame.
            seat.free();
            intoRoom();
        }
    }

    @Override
    public void reconsider(long nowNanos) {
        Junction two = junction;
        if (two == null) {
            room.reconsider(nowNanos);
        } else {
            two.reconsider(nowNanos);
        }
    }

    @Override
    public void changed() {
        changed = true;
    }

    @Override
    public void others(Seat one, Consumer<SeatEnd> telling) {
        for (Seat seat : seats) {
            if (seat != one) {
                telling.accept(seat.end());
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
        return seats.size() == 2 && direct(seats.get(0)) && direct(seats.get(1));
    }

    private static boolean direct(Seat seat) {
        return seat.end().leg() != null && seat.plain();
    }

    private void intoJunction() {
        room.clear();
        seats.forEach(Seat::leaveRoom);
        junction = Junction.within(leg(0), leg(1), tickedNanos);
    }

    /** The leg of a seat that is {@link #direct}. */
    private LegMedia leg(int seat) {
        return Objects.requireNonNull(seats.get(seat).end().leg());
    }

    private void intoRoom() {
        Junction two = Objects.requireNonNull(junction);
        junction = null;
        calm = 0;
        calmWanted = CALM_FRAMES;
        room.enter(seats);
        for (int i = 0; i < seats.size(); i++) {
            Playout across = two.across(seats.get(i).end(), tickedNanos - RECENT_NANOS);
            if (across != null) {
                seats.get(i).end().follow(across, tickedNanos + WAIT_NANOS);
            }
        }
        two.release();
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
            two.release();
        }
        List.copyOf(seats).forEach(Seat::close);
        room.close();
    }
}
