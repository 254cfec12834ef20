package dev.tandem.media.bridge;

import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Mixer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A conference on one media loop (RFC 4353, section 2.1: the mixer): seats, a mixer between them, and one rendition for each
 * form in which those who say nothing hear it.
 *
 * <p>It mixes at the widest rate at which somebody can say something to somebody else: two telephones among each other at 8
 * kHz, two browsers, or one and a G.722 telephone, at 16 kHz. It follows when members come and go.
 *
 * <p>Owned by its media loop; {@link #describe} is for any thread.
 */
public final class Room implements SeatOwner {
    private static final int NARROWBAND_HZ = 8_000;
    private static final int WIDEBAND_HZ = 16_000;

    private final Mixer mixer = new Mixer(NARROWBAND_HZ);
    private final List<Seat> seats = new ArrayList<>();
    private final List<Seat> leaving = new ArrayList<>();
    private final Map<Form, Rendition> common = new HashMap<>();
    private final List<Rendition> renditions = new ArrayList<>();
    private volatile String description = "empty";

    /** An empty room. */
    public Room() {}

    /** A seat for a leg, to be taken by {@link Seat#open}; {@code onLeft} runs once, when it is left. */
    public Seat seat(LegMedia leg, Runnable onLeft) {
        return new Seat(this, this, new LegEnd(leg), onLeft);
    }

    /** A seat for a voice, likewise. */
    public Seat seat(Voice voice, Runnable onLeft) {
        return new Seat(this, this, new VoiceEnd(voice), onLeft);
    }

    @Override
    public void enter(Seat seat) {
        enter(List.of(seat));
    }

    /** Seats are taken, several at once. */
    void enter(List<Seat> entering) {
        for (Seat seat : entering) {
            seats.add(seat);
            mixer.add(seat.contribution());
        }
        reconsider();
    }

    @Override
    public void leave(Seat seat) {
        leaving.add(seat);
    }

    /** Lets go of all seats, whose members are joined without it from now on, and frees what encodes. */
    void clear() {
        sweep();
        for (Seat seat : seats) {
            mixer.remove(seat.contribution());
        }
        seats.clear();
        drop();
    }

    /** Whether there is nobody to hear for whoever is here. */
    boolean alone() {
        return seats.size() == 1;
    }

    /** Does the work of one frame. */
    public void tick(long nowNanos) {
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).listen();
        }
        mix();
        for (int i = 0; i < renditions.size(); i++) {
            renditions.get(i).begin();
        }
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).choose();
        }
        for (int i = 0; i < seats.size(); i++) {
            if (!seats.get(i).left()) {
                seats.get(i).hear(nowNanos);
            }
        }
        if (!leaving.isEmpty()) {
            sweep();
        }
    }

    private void mix() {
        mixer.choose();
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).speak();
        }
        mixer.sum();
    }

    /** Clears the seats that were left before this frame, whose last words have faded in it. */
    private void sweep() {
        for (Seat seat : leaving) {
            seats.remove(seat);
            mixer.remove(seat.contribution());
            seat.free();
        }
        leaving.clear();
        reconsider();
    }

    @Override
    public void reconsider(long nowNanos) {
        reconsider();
    }

    @Override
    public void changed() {
        // It is asked in every frame.
    }

    private void reconsider() {
        int sampleRateHz = widest();
        if (sampleRateHz != mixer.sampleRateHz()) {
            mixer.retune(sampleRateHz);
        }
        seats.forEach(seat -> seat.retune(sampleRateHz));
        drop();
        description = seats.stream()
                .filter(seat -> !seat.left())
                .map(seat -> seat.end().form())
                .map(form -> form == null ? "nothing yet" : form.toString())
                .collect(Collectors.joining(", ", "mixed at " + sampleRateHz + " Hz: ", ""));
    }

    /** The widest rate that one can say and another can hear. */
    private int widest() {
        int first = 0;
        int second = 0;
        int any = 0;
        for (Seat seat : seats) {
            int rateHz = seat.left() ? 0 : seat.end().rateHz();
            any += rateHz == SeatEnd.ANY_RATE ? 1 : 0;
            second = Math.max(second, Math.min(first, rateHz));
            first = Math.max(first, rateHz);
        }
        if (any > 0) {
            return any == 1 && first > 0 ? first : Math.max(WIDEBAND_HZ, first);
        }
        return Math.max(NARROWBAND_HZ, second);
    }

    private void drop() {
        renditions.removeIf(rendition -> {
            boolean unused = seats.stream()
                    .noneMatch(seat -> rendition.form().equals(seat.end().form()));
            if (unused) {
                common.remove(rendition.form());
                rendition.close();
            }
            return unused;
        });
    }

    Rendition common(Form form) {
        return common.computeIfAbsent(form, absent -> {
            Rendition made = new Rendition(absent);
            renditions.add(made);
            return made;
        });
    }

    int sampleRateHz() {
        return mixer.sampleRateHz();
    }

    int[] total() {
        return mixer.total();
    }

    int[] without(Contribution own) {
        return mixer.without(own);
    }

    @Override
    public void others(Seat one, Consumer<SeatEnd> telling) {
        for (Seat seat : seats) {
            if (seat != one && !seat.left()) {
                telling.accept(seat.end());
            }
        }
    }

    /** The rate and the forms, as text. */
    public String describe() {
        return description;
    }

    /** Parts everyone at once and frees codec state; idempotent. */
    public void close() {
        List.copyOf(seats).forEach(Seat::close);
        sweep();
        description = "closed";
    }
}
